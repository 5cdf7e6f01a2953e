namespace ZoomOrleans.Registration;

/// <summary>Who is to be registered for a meeting, and who is, in the tables.</summary>
public interface IRegistrationRows
{
    Task<MeetingRegistrations> Read(long meeting, DateTimeOffset now);

    /// <returns>The same with their new revisions.</returns>
    /// <exception cref="InvalidOperationException">Somebody else has changed one of them; nothing was saved.</exception>
    Task<IReadOnlyList<Registrant>> Save(long meeting, IReadOnlyList<Registrant> changed, DateTimeOffset now);

    /// <summary>Nothing is to be done before then; null: until something changes. What has changed meanwhile stays due.</summary>
    /// <param name="meeting">Zoom's number.</param>
    /// <param name="dueRevision">Whatever came later is what has changed meanwhile.</param>
    /// <param name="next">Then.</param>
    /// <param name="hasLooked">Whether Zoom's lists were read since; else it is still asked for, if it was.</param>
    /// <param name="error">What all of it waits for; null where nothing is in the way.</param>
    Task Finish(long meeting, long dueRevision, DateTimeOffset? next, bool hasLooked, string? error);

    /// <summary>When the lesson begins, or began, that runs now or is the next; null: none is to come.</summary>
    Task<DateTimeOffset?> NextLesson(long meeting);

    /// <summary>It has failed, and is due again later.</summary>
    Task PutOff(long meeting, string error);
}

/// <param name="DueRevision">Of the meeting's due row, before the rest was read.</param>
/// <param name="Everybody">None where there is nothing to be done any more: the meeting is over, or nobody registers.</param>
public sealed record MeetingRegistrations(long DueRevision, IReadOnlyList<Registrant> Everybody)
{
    /// <summary>Whether Zoom may take several at once; it says so itself where we are wrong.</summary>
    public bool TakesSeveral { get; init; }

    /// <summary>Whether Zoom writes to whom it registers; null: nobody has said.</summary>
    public bool? IsMailed { get; init; }

    /// <summary>Zoom has given notice that something changed there.</summary>
    public bool IsLookAsked { get; init; }

    /// <summary>Then Zoom need not have it any more.</summary>
    public bool IsCancelled { get; init; }

    /// <summary>When somebody's time in the class begins or ends; null: none does.</summary>
    public DateTimeOffset? NextChange { get; init; }
}
