using Microsoft.Extensions.DependencyInjection.Extensions;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Silo.Registration;

/// <summary>How a host comes to register people.</summary>
public static class RegistrationHosting
{
    /// <summary>What stands behind the seams of the registration grains.</summary>
    public static void AddRegistration(this IHostApplicationBuilder builder)
    {
        builder.AddRegistrationRule();
        builder.Services.AddSingleton<IRegistrationRows, RegistrationRows>().AddSingleton<IRegistrar, Zoom.ZoomRegistrar>();
        builder.Services.AddSingleton<RegistrationPass>().AddSingleton<RegistrationTurns>();
    }

    /// <summary>Whose addresses may be registered; where there are no grains, too.</summary>
    public static void AddRegistrationRule(this IHostApplicationBuilder builder)
    {
        if (builder.Services.Any(service => service.ServiceType == typeof(RegistrationRule)))
            return;
        builder.Services.AddOptions<RegistrationOptions>().Bind(builder.Configuration.GetSection("Registration"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.TryAddSingleton<RegistrationRule>();
    }
}
