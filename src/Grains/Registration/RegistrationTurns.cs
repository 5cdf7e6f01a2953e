namespace ZoomOrleans.Registration;

/// <summary>
/// How many meetings of a silo are registered for at once. More would only wait for Zoom's turns longer, and a call that
/// waits too long for its turn fails. Whose lesson is next comes first; the last turn is kept for lessons that run or begin
/// soon: however much else there is, who enrols late gets in.
/// </summary>
public sealed class RegistrationTurns(TimeProvider clock)
{
    const int AtOnceMax = 6;
    const int Kept = 1;

    static readonly TimeSpan Soon = TimeSpan.FromHours(1);

    readonly Lock _gate = new();
    readonly PriorityQueue<TaskCompletionSource, (DateTimeOffset Lesson, long Number)> _waiting = new();
    int _free = AtOnceMax;
    long _number;

    /// <param name="lesson">When the meeting's next lesson begins, or began where it runs; null: none is to come.</param>
    /// <param name="work">Begins when it is its turn.</param>
    public async Task Take(DateTimeOffset? lesson, Func<Task> work)
    {
        await Turn(lesson ?? DateTimeOffset.MaxValue);
        try
        {
            await work();
        }
        finally
        {
            lock (_gate)
            {
                _free++;
                Hand();
            }
        }
    }

    Task Turn(DateTimeOffset lesson)
    {
        var turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_gate)
        {
            _waiting.Enqueue(turn, (lesson, _number++));
            Hand();
        }
        return turn.Task;
    }

    void Hand()
    {
        var soon = clock.GetUtcNow() + Soon;
        while (_waiting.TryPeek(out var turn, out var next) && _free > (next.Lesson <= soon ? 0 : Kept))
        {
            _waiting.Dequeue();
            _free--;
            turn.SetResult();
        }
    }
}
