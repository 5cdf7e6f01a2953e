namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>A failure as whoever runs the simulator by hand writes it.</summary>
/// <param name="Kind">What goes wrong.</param>
sealed record AskedFailure(string Kind)
{
    /// <summary>As in a <see cref="FailureRule"/>; left out: every call.</summary>
    public string Route { get; init; } = "*";

    /// <summary>Of a status.</summary>
    public int Status { get; init; } = 503;

    /// <summary>For those that take their time.</summary>
    public double Seconds { get; init; } = 30;

    /// <summary>Which ones, counted from 1; left out: all of them.</summary>
    public IReadOnlyCollection<int> Calls { get; init; } = [];

    /// <summary>The share of them, from 0 to 1.</summary>
    public double Probability { get; init; } = 1;

    public FailureRule Rule => new(Route, Failure) { Calls = Calls, Probability = Share };

    Failure Failure => Kind switch
    {
        "status" => Failure.Status(Status is >= 400 and <= 599 ? Status : throw new FormatException("status: 400 to 599.")),
        "tooMany" => Failure.TooManyRequests,
        "usedUp" => Failure.UsedUp,
        "hang" => Failure.Hang(Time),
        "lateAnswer" => Failure.LateAnswer(Time),
        "lateWork" => Failure.LateWork(Time),
        "lostAnswer" => Failure.LostAnswer,
        "reset" => Failure.Reset,
        _ => throw new FormatException(
            "kind: status, tooMany, usedUp, hang, lateAnswer, lateWork, lostAnswer or reset."),
    };

    TimeSpan Time => Seconds is > 0 and <= 3600
        ? TimeSpan.FromSeconds(Seconds) : throw new FormatException("seconds: above 0, at most 3600.");

    double Share => Probability is >= 0 and <= 1 ? Probability : throw new FormatException("probability: from 0 to 1.");
}
