namespace ZoomOrleans.ZoomSimulator;

/// <summary>Where and how fast a <see cref="LessonPlayer"/> plays.</summary>
public sealed record PlayerOptions
{
    public required Uri Url { get; init; }

    /// <summary>The webhook secret that the receiver knows.</summary>
    public required string Secret { get; init; }

    /// <summary>Seconds of the lesson per second: 1 is real time; 0 and infinity are as fast as possible.</summary>
    public double Speed { get; init; } = 1;

    /// <summary>How many requests may wait for answers at once; with 1 they arrive in the order of sending.</summary>
    public int ParallelMax { get; init; } = 8;

    /// <summary>Told of each answer as it comes, from several threads.</summary>
    public Action<Answer>? Answered { get; init; }

    internal TimeSpan Compressed(TimeSpan lessonTime) =>
        Speed is 0 || double.IsInfinity(Speed) ? TimeSpan.Zero : lessonTime / Speed;
}
