using Microsoft.Extensions.Options;

namespace ZoomOrleans.Silo.Registration;

/// <summary>Students are registered only under addresses of the school's domains.</summary>
public sealed class RegistrationRule(IOptionsMonitor<RegistrationOptions> options)
{
    public IReadOnlyList<string> Domains => options.CurrentValue.Domains;

    public bool Allows(string studentsEmail) => options.CurrentValue.Allows(studentsEmail);
}
