namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Keeps the account to its limits, and remembers how near it came: a caller that keeps to them leaves
/// <see cref="Refusals"/> empty and no peak above its limit.
/// </summary>
public sealed class RateLimits
{
    readonly Lock gate = new();
    readonly Dictionary<RateCategory, CallRates> rates;
    readonly Dictionary<(LimitKind, string Subject, DateOnly), int> quotas = [];
    readonly List<LimitRefusal> refusals = [];
    readonly int? retryAfterSeconds;

    internal RateLimits(AccountLimits limits, int? retryAfterSeconds)
    {
        Limits = limits;
        this.retryAfterSeconds = retryAfterSeconds;
        rates = Enum.GetValues<RateCategory>().ToDictionary(c => c, category => new CallRates(limits.For(category)));
    }

    public AccountLimits Limits { get; }

    public IReadOnlyList<LimitRefusal> Refusals
    {
        get
        {
            lock (gate)
                return [.. refusals];
        }
    }

    /// <summary>The most calls that came within any one second, refused ones included.</summary>
    public int PerSecondMax(RateCategory category)
    {
        lock (gate)
            return rates[category].PerSecondMax;
    }

    /// <summary>Calls that passed on the UTC day of the last one.</summary>
    public int Today(RateCategory category)
    {
        lock (gate)
            return rates[category].Today;
    }

    internal ApiAnswer? Refuse(Route route, RateCategory category, DateTimeOffset now)
    {
        lock (gate)
        {
            if (rates[category].Count(now) is not { } kind)
                return null;
            refusals.Add(new(now, route.Name, kind, category.ToString()));
            var limit = Limits.For(category);
            return kind == LimitKind.PerDay
                ? TooMany.PerDay(category, limit.PerDay, now)
                : TooMany.PerSecond(category, limit.PerSecond, retryAfterSeconds);
        }
    }

    /// <summary>Takes one of what each subject has for the day; if one has none left, takes nothing and refuses.</summary>
    internal ApiAnswer? Refuse(ApiCall call, LimitKind kind, params IReadOnlyList<string> subjects)
    {
        lock (gate)
        {
            var most = Most(kind);
            foreach (var subject in subjects)
            {
                if (quotas.GetValueOrDefault((kind, subject, Day(call))) >= most)
                {
                    refusals.Add(new(call.Now, call.Route.Name, kind, subject));
                    return Answer(call, kind, most, subject);
                }
            }
            foreach (var subject in subjects)
                quotas[(kind, subject, Day(call))] = quotas.GetValueOrDefault((kind, subject, Day(call))) + 1;
            return null;
        }
    }

    internal ApiAnswer RefuseConcurrent(Route route, string subject, DateTimeOffset now)
    {
        lock (gate)
            refusals.Add(new(now, route.Name, LimitKind.Concurrent, subject));
        return TooMany.Concurrent;
    }

    /// <summary>What Zoom tells with every answer, good ones too.</summary>
    internal IReadOnlyList<(string, string)> Headers(RateCategory category)
    {
        lock (gate)
            return TooMany.Headers(category, "QPS", Limits.For(category).PerSecond, rates[category].Remaining);
    }

    int Most(LimitKind kind) => kind switch
    {
        LimitKind.ChangesPerHost => Limits.ChangesPerHost,
        LimitKind.RegistrationsPerRegistrant => Limits.RegistrationsPerRegistrant,
        _ => Limits.StatusChangesPerRegistrant,
    };

    static ApiAnswer Answer(ApiCall call, LimitKind kind, int most, string subject)
    {
        var category = call.Route.Category ?? RateCategory.Light;
        // A registrant's subject is the meeting, a space, the registrant.
        return kind == LimitKind.ChangesPerHost
            ? TooMany.ChangesPerHost(category, most, call.Now)
            : TooMany.PerRegistrant(category, most, call.Now, kind, subject.Split(' ', 2)[^1]);
    }

    static DateOnly Day(ApiCall call) => DateOnly.FromDateTime(call.Now.UtcDateTime);
}
