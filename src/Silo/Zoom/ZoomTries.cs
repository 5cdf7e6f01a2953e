using System.Net;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;
using Polly.Timeout;
using Tries = Polly.ResiliencePipelineBuilder<System.Net.Http.HttpResponseMessage>;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>How often Zoom is asked, and how long its answers are waited for.</summary>
static class ZoomTries
{
    const int TriesMax = 4;

    /// <summary>Of a request: a try of it ended without an answer that says what was done.</summary>
    public static readonly HttpRequestOptionsKey<bool> Unanswered = new("zoom-unanswered");

    static readonly TimeSpan TokenAnswerTimeout = TimeSpan.FromSeconds(4);

    /// <summary>Those who wait for the token wait for a grain, which has ten seconds to answer.</summary>
    static readonly TimeSpan TokenTotalTimeout = TimeSpan.FromSeconds(9);

    static readonly TimeSpan FirstPause = TimeSpan.FromSeconds(1);

    /// <summary>A pause that Zoom asks for and that is longer is not waited for here.</summary>
    static readonly TimeSpan PauseMax = TimeSpan.FromSeconds(30);

    /// <summary>A token that is given twice harms nobody.</summary>
    public static void ForToken(this Tries tries, TimeProvider clock) =>
        tries.Within(_ => TokenTotalTimeout, clock).Again(clock, _ => true).AddTimeout(TokenAnswerTimeout);

    /// <summary>What makes something may have made it, whatever came back: who asked has to look before asking again.</summary>
    public static void ForCalls(this Tries tries, TimeProvider clock) =>
        tries.Within(args => ZoomPatience.Total(args.Context.GetRequestMessage(), clock), clock)
            .Again(clock, request => request.Method != HttpMethod.Post);

    public static void ForAnswer(this Tries tries, TimeProvider clock) => tries.Within(_ => ZoomPatience.Answer, clock);

    static Tries Within(this Tries tries, Func<TimeoutGeneratorArguments, TimeSpan> timeout, TimeProvider clock)
    {
        tries.TimeProvider = clock;
        return tries.AddTimeout(new TimeoutStrategyOptions { TimeoutGenerator = args => ValueTask.FromResult(timeout(args)) });
    }

    static Tries Again(this Tries tries, TimeProvider clock, Func<HttpRequestMessage, bool> mayRepeat) =>
        tries.AddRetry(new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = TriesMax - 1,
            Delay = FirstPause,
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldRetryAfterHeader = false,
            ShouldHandle = async attempt => await IsWorthAnotherTry(attempt, clock, mayRepeat),
            OnRetry = attempt =>
            {
                if (attempt.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests })
                    attempt.Context.GetRequestMessage()?.Options.Set(Unanswered, true);
                return default;
            },
            // Null: as the strategy has it.
            DelayGenerator = attempt => ValueTask.FromResult(Pause(attempt.Outcome.Result, clock)),
        });

    static async ValueTask<bool> IsWorthAnotherTry(
        RetryPredicateArguments<HttpResponseMessage> attempt, TimeProvider clock, Func<HttpRequestMessage, bool> mayRepeat)
    {
        if (attempt.Context.GetRequestMessage() is not { } request || Pause(attempt.Outcome.Result, clock) > PauseMax)
            return false;
        if (attempt.Outcome.Result is not { StatusCode: HttpStatusCode.TooManyRequests } refused)
            return mayRepeat(request) && HttpClientResiliencePredicates.IsTransient(attempt.Outcome);
        // Zoom has done nothing; but what is used up for the day does not come back in seconds.
        return !ZoomErrors.IsDaily(refused, ZoomErrorBody.Read(await refused.Content.ReadAsStringAsync()));
    }

    static TimeSpan? Pause(HttpResponseMessage? response, TimeProvider clock)
    {
        var now = clock.GetUtcNow();
        return response is not null && RetryAfter.Of(response, now) is { } until && until > now ? until - now : null;
    }
}
