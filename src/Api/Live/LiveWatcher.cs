using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Live;

/// <summary>Somebody who watches a meeting, and what they may see of it as far as this is known.</summary>
sealed class LiveWatcher(Caller caller)
{
    public Caller Caller => caller;

    /// <summary>Null: nothing, or nothing any more.</summary>
    public ScopedMeeting? Right { get; private set; }

    /// <summary>When it was asked for: a timestamp of the clock.</summary>
    public long AskedAt { get; private set; }

    /// <summary>After which of the changes in this process (<see cref="UserDatabase.Changes"/>); negative: never.</summary>
    public long AskedAfter { get; private set; } = -1;

    public void Learn(ScopedMeeting? right, long askedAt, long askedAfter) =>
        (Right, AskedAt, AskedAfter) = (right, askedAt, askedAfter);
}
