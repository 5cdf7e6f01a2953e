using System.Text;
using ZoomOrleans.ZoomSimulator.Api;
using static ZoomOrleans.ZoomSimulator.Option;
using static ZoomOrleans.ZoomSimulator.Value;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>The options of <c>serve</c>, in the order of the help.</summary>
static class ServeOptions
{
    static readonly IReadOnlyList<Option<ServeSettings>> Account =
    [
        new("--port", "N", "where it answers, on this machine only (5090)",
            (s, v) => s.With(zoom => zoom with { Port = Count(v, 1, 65_535) })),
        new("--account-id", "TEXT", "the account (aSimulatedAccount0Demo)",
            (s, v) => s.With(zoom => zoom with { AccountId = v })),
        new("--client-id", "TEXT", "the app's (simulated-client)", (s, v) => s.With(zoom => zoom with { ClientId = v })),
        new("--client-secret", "TEXT", "the app's (simulated-secret)",
            (s, v) => s.With(zoom => zoom with { ClientSecret = v })),
        new("--host", "EMAIL", "a user who may host, licensed; may be given several times",
            (s, v) => s with { Hosts = [.. s.Hosts, v] }),
        new("--plan", "NAME", "whose limits hold: Free, Pro, Business (Pro)",
            (s, v) => s.With(zoom => zoom with { Plan = Plan(v) })),
        new("--seed", "N", "the same seed, the same ids and failures (1)",
            (s, v) => s.With(zoom => zoom with { Seed = Whole(v, 0, int.MaxValue) })),
        Flag<ServeSettings>("--help", "this text", s => s with { Help = true }),
    ];

    static readonly IReadOnlyList<Option<ServeSettings>> Webhooks =
    [
        new("--webhook-url", "URL", "where webhooks go; else nowhere",
            (s, v) => s.With(zoom => zoom with { WebhookUrl = Url(v) })),
        new("--webhook-secret", "TEXT", "what they are signed with",
            (s, v) => s.With(zoom => zoom with { WebhookSecret = v })),
    ];

    static readonly IReadOnlyList<Option<ServeSettings>> Trouble =
    [
        new("--latency", "S", "seconds that every call takes", (s, v) => s.With(zoom => zoom with { Latency = Seconds(v) })),
        new("--report-delay", "S", "seconds from a lesson's end to its report",
            (s, v) => s.With(zoom => zoom with { ReportDelay = Seconds(v) })),
        new("--fail", "P", "calls answered 503", (s, v) => Failing(s, v, Failure.Status(503))),
        new("--too-many", "P", "calls answered 429, as by the limit per second",
            (s, v) => Failing(s, v, Failure.TooManyRequests)),
        new("--hangs", "P", "calls not answered for 30 s", (s, v) => Failing(s, v, Failure.Hang(TimeSpan.FromSeconds(30)))),
        new("--lost-answers", "P", "calls done and not answered", (s, v) => Failing(s, v, Failure.LostAnswer)),
        new("--resets", "P", "connections cut, and nothing done", (s, v) => Failing(s, v, Failure.Reset)),
        Flag<ServeSettings>("--concurrent", "refuses a second write to a meeting meanwhile",
            s => s.With(zoom => zoom with { RefusesConcurrentWrites = true })),
        Flag<ServeSettings>("--one-limit", "an address has three registrations a day for all meetings",
            s => s.With(zoom => zoom with { CountsRegistrationsAcrossMeetings = true })),
        Flag<ServeSettings>("--split-reports", "reports have a row for each stay between breakouts",
            s => s.With(zoom => zoom with { ReportsSplitAtBreakouts = true })),
    ];

    static readonly IReadOnlyList<(string Title, IReadOnlyList<Option<ServeSettings>> Options)> Groups =
    [
        ("The account", Account),
        ("Its webhooks", Webhooks),
        ("What goes wrong (P: a share from 0 to 1)", Trouble),
    ];

    public static (ServeSettings Settings, string? Error) Read(IReadOnlyList<string> args) => OptionReader.Read(
        args,
        new ServeSettings(),
        name => Groups.SelectMany(group => group.Options).FirstOrDefault(option => option.Name == name));

    public static string Help()
    {
        var text = new StringBuilder()
            .AppendLine("Answers as Zoom's OAuth and REST API for one account, in memory.").AppendLine()
            .AppendLine("  dotnet run --project tools/ZoomSimulator -- serve --host teacher@example.edu \\")
            .AppendLine("    --webhook-url http://localhost:5080/api/zoom/webhook --webhook-secret S");
        foreach (var (title, options) in Groups)
            OptionReader.Describe(text, title, options);
        return text.ToString();
    }

    static ServeSettings Failing(ServeSettings settings, string share, Failure failure) => settings.With(zoom => zoom with
    {
        Failures = [.. zoom.Failures, new("*", failure) { Probability = Share(share) }],
    });

    static ZoomPlan Plan(string text) => Enum.TryParse<ZoomPlan>(text, ignoreCase: true, out var plan) && Enum.IsDefined(plan)
        ? plan
        : throw new FormatException("Free, Pro or Business");
}
