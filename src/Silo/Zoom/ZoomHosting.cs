using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Http.Resilience;
using Microsoft.Extensions.Options;
using Polly;
using Polly.Retry;
using Refit;
using ZoomOrleans.Account;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>How a host comes to talk to Zoom.</summary>
public static class ZoomHosting
{
    const int TriesMax = 4;

    static readonly TimeSpan AnswerTimeout = TimeSpan.FromSeconds(10);

    /// <summary>Turns are waited for, too: some minutes' worth of calls may be ahead.</summary>
    static readonly TimeSpan TotalTimeout = TimeSpan.FromMinutes(3);

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>A pause that Zoom asks for and that is longer is not waited for here.</summary>
    static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    static readonly RefitSettings Settings = new(new SystemTextJsonContentSerializer(
        new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            NumberHandling = JsonNumberHandling.AllowReadingFromString,
        }));

    public static void AddZoom(this IHostApplicationBuilder builder)
    {
        builder.Services.TryAddSingleton(TimeProvider.System);
        builder.Services.AddOptions<ZoomOptions>().Bind(builder.Configuration.GetSection("Zoom"))
            .ValidateDataAnnotations().ValidateOnStart();
        builder.Services.AddSingleton(services => new ZoomLimits(Options(services).Plan));
        builder.Services.AddSingleton<ZoomAccount>().AddSingleton<IZoomTokens, ZoomTokens>();
        builder.Services.AddTransient<PermittedCalls>().AddTransient<ZoomErrorReading>();
        builder.Services.AddRefitClient<IZoomOAuth>(Settings)
            .ConfigureHttpClient((services, http) => http.BaseAddress = Options(services).OAuthBaseUrl)
            .AddResilienceHandler("zoom-token", pipeline => Persist(pipeline, _ => true));
        // From the outside in: what went wrong is read once, after the last try; each try has a turn of its own.
        var api = builder.Services.AddRefitClient<IZoomApi>(Settings).ConfigureHttpClient((services, http) =>
        {
            http.BaseAddress = new Uri(Options(services).ApiBaseUrl.ToString().TrimEnd('/'));
            http.Timeout = Timeout.InfiniteTimeSpan;
        });
        api.AddHttpMessageHandler<ZoomErrorReading>();
        // What makes something may have made it, whatever came back: who asked has to look before asking again.
        api.AddResilienceHandler("zoom", pipeline => Persist(pipeline, request => request.Method != HttpMethod.Post));
        api.AddHttpMessageHandler<PermittedCalls>();
    }

    static void Persist(
        ResiliencePipelineBuilder<HttpResponseMessage> pipeline, Func<HttpRequestMessage, bool> mayRepeat) => pipeline
        .AddTimeout(TotalTimeout)
        .AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = TriesMax - 1,
            Delay = FirstPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
            ShouldHandle = async attempt => await IsWorthAnotherTry(attempt, mayRepeat),
            DelayGenerator = attempt => ValueTask.FromResult(
                attempt.Outcome.Result is { } response && RetryAfter.Of(response, DateTimeOffset.UtcNow) is { } until
                    && until > DateTimeOffset.UtcNow ? until - DateTimeOffset.UtcNow : (TimeSpan?)null),
        })
        .AddTimeout(AnswerTimeout);

    static async ValueTask<bool> IsWorthAnotherTry(
        RetryPredicateArguments<HttpResponseMessage> attempt, Func<HttpRequestMessage, bool> mayRepeat)
    {
        if (attempt.Context.GetRequestMessage() is not { } request)
            return false;
        if (attempt.Outcome.Result is not { } response)
            return mayRepeat(request) && HttpClientResiliencePredicates.IsTransient(attempt.Outcome);
        if (response.StatusCode != HttpStatusCode.TooManyRequests)
            return mayRepeat(request) && HttpClientResiliencePredicates.IsTransient(attempt.Outcome);
        // Zoom has done nothing; but what is used up for the day does not come back in seconds.
        await response.Content.LoadIntoBufferAsync();
        var now = DateTimeOffset.UtcNow;
        return !ZoomErrors.IsDaily(response, ZoomErrorBody.Read(await response.Content.ReadAsStringAsync()))
            && (RetryAfter.Of(response, now) ?? now) - now <= PauseMax;
    }

    static ZoomOptions Options(IServiceProvider services) => services.GetRequiredService<IOptions<ZoomOptions>>().Value;
}
