using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Refit;
using ZoomOrleans.Account;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>How a host comes to talk to Zoom.</summary>
public static class ZoomHosting
{
    static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
            Converters = { new ZoomTimeJson() },
        }))
    {
        // A body that is repeated is the same, and its length stands before it.
        Buffered = true,
        // As it was thrown: Refit would hide it in an exception of its own, which also holds the request with its token.
        TransportExceptionFactory = (_, thrown, _) => thrown,
        DeserializationExceptionFactory = (_, _) =>
            ValueTask.FromResult<Exception?>(ZoomErrors.Unavailable("its answer cannot be read")),
    };

    public static void AddZoom(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<ZoomOptions>().Bind(builder.Configuration.GetSection("Zoom"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new ZoomLimits(Options(services).Plan));
        builder.Services.AddSingleton<ZoomAccount>().AddSingleton<IZoomTokens, ZoomTokens>();
        builder.Services.AddTransient<ZoomErrorReading>().AddTransient<SingleWrites>();
        builder.Services.AddTransient<PermittedCalls>().AddTransient<WholeAnswers>();
        builder.Services.AddTransient(services => new ZoomMeetings(
            services.GetRequiredService<IZoomApi>(), services.GetRequiredService<ZoomAccount>(),
            services.GetRequiredService<TimeProvider>()));
        builder.Services.AddTransient(services => new ZoomWebhookLog(
            services.GetRequiredService<IZoomApi>(), services.GetRequiredService<ZoomAccount>(),
            services.GetRequiredService<IOptions<ZoomOptions>>(), services.GetRequiredService<TimeProvider>()));
        builder.Services.AddTransient<UnfinishedCreations>();
        builder.Services.AddRefitGeneratedClient<IZoomOAuth>(Settings)
            .ConfigureHttpClient((services, http) => http.BaseAddress = Options(services).OAuthBaseUrl)
            .RemoveAllLoggers()
            .AddResilienceHandler("zoom-token", (tries, context) => tries.ForToken(Clock(context)));
        var api = builder.Services.AddRefitGeneratedClient<IZoomApi>(Settings).ConfigureHttpClient((services, http) =>
        {
            http.BaseAddress = new Uri((Options(services).ApiBaseUrl ?? ZoomApiUrl.Usual).ToString().TrimEnd('/'));
            http.Timeout = Timeout.InfiniteTimeSpan;
        });
        // Paths hold the addresses of people.
        api.RemoveAllLoggers();
        // From the outside in: what went wrong is read once, after the last try; each try waits until nobody else
        // changes the same, then for its own turn; the time for an answer begins when the turn has come.
        api.AddHttpMessageHandler<ZoomErrorReading>();
        api.AddResilienceHandler("zoom", (tries, context) => tries.ForCalls(Clock(context)));
        api.AddHttpMessageHandler<SingleWrites>();
        api.AddHttpMessageHandler<PermittedCalls>();
        api.AddResilienceHandler("zoom-answer", (tries, context) => tries.ForAnswer(Clock(context)));
        api.AddHttpMessageHandler<WholeAnswers>();
    }

    static TimeProvider Clock(ResilienceHandlerContext context) => context.ServiceProvider.GetRequiredService<TimeProvider>();

    static ZoomOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<ZoomOptions>>().Value;
}
