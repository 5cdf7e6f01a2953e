using System.Globalization;

namespace ZoomOrleans.Bench;

/// <summary>How long and how often is measured.</summary>
sealed record BenchSettings
{
    public const string Options = """
        --headline        a warm-up of 200,000 requests: less leaves the figures up to a quarter too low
        --short           a few seconds in all: shows that it works, and judges no times
        --warmup N        requests sent to each server before anything is measured (40,000)
        --seconds N       length of a round (4)
        --rounds N        rounds of each server (3)
        --connections N   keep-alive connections, each with one request under way (64)
        --only-product    the peers rest
        """;

    public int WarmUp { get; init; } = 40_000;

    public double Seconds { get; init; } = 4;

    public int Rounds { get; init; } = 3;

    public int Connections { get; init; } = 64;

    public bool IsShort { get; init; }

    public bool OnlyProduct { get; init; }

    /// <summary>Null where an argument means nothing.</summary>
    public static BenchSettings? Parse(ReadOnlySpan<string> arguments)
    {
        var settings = new BenchSettings();
        while (arguments is not [])
        {
            (BenchSettings? next, int taken) = arguments switch
            {
                ["--headline", ..] => (settings with { WarmUp = 200_000 }, 1),
                ["--short", ..] => (settings with { WarmUp = 500, Seconds = 0.3, Rounds = 1, IsShort = true }, 1),
                ["--only-product", ..] => (settings with { OnlyProduct = true }, 1),
                ["--warmup", var n, ..] when Count(n) is { } count => (settings with { WarmUp = count }, 2),
                ["--seconds", var n, ..] when Count(n) is { } count => (settings with { Seconds = count }, 2),
                ["--rounds", var n, ..] when Count(n) is { } count => (settings with { Rounds = count }, 2),
                ["--connections", var n, ..] when Count(n) is { } count => (settings with { Connections = count }, 2),
                _ => (null, 0),
            };
            if (next is null)
                return null;
            settings = next;
            arguments = arguments[taken..];
        }
        return settings;
    }

    static int? Count(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var count) && count > 0 ? count : null;
}
