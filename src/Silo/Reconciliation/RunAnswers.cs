using ZoomOrleans.Attendance;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Reconciliation;

/// <summary>What came of asking Zoom for its reports of runs. One that fails is not in the way of the others.</summary>
sealed class RunAnswers
{
    readonly List<RunComparison> _compared = [];
    readonly List<(ZoomException Reason, DateTimeOffset? LastKnownAt)> _problems = [];

    public IReadOnlyList<RunComparison> Compared => _compared;

    /// <summary>Why the first of those failed that did; null: none.</summary>
    public ZoomException? Problem => _problems.Count == 0 ? null : _problems[0].Reason;

    /// <param name="ask">Compares one run.</param>
    /// <param name="lastKnownAt">The latest moment at which that run is known to have been.</param>
    /// <exception cref="ZoomException">It concerns the account: the other runs would fare the same.</exception>
    public async Task Add(Func<Task<RunComparison>> ask, DateTimeOffset? lastKnownAt)
    {
        try
        {
            _compared.Add(await ask());
        }
        catch (ZoomException reason) when (!IsOfAccount(reason))
        {
            _problems.Add((reason, lastKnownAt));
        }
    }

    /// <summary>What Zoom may still have, and is to be asked for again; null: nothing.</summary>
    public ZoomException? MissingAt(DateTimeOffset now)
    {
        if (_compared.Exists(one => one.Outcome == ReportOutcome.NotReady && IsWorthIt(one.LastKnownAt)))
            return ZoomErrors.NotReady;
        return _problems.Find(one => !IsRefusal(one.Reason) && IsWorthIt(one.LastKnownAt)).Reason;

        bool IsWorthIt(DateTimeOffset? lastKnownAt) => now <= (lastKnownAt ?? now) + Asking.WorthFor;
    }

    /// <summary>Zoom will say the same, however often it is asked.</summary>
    public static bool IsRefusal(ZoomException reason) =>
        reason.Failure is ZoomFailure.NotLicensed or ZoomFailure.UnknownHost or ZoomFailure.Refused;

    static bool IsOfAccount(ZoomException reason) =>
        reason.Failure is ZoomFailure.NotConfigured or ZoomFailure.NotAuthorised or ZoomFailure.UsedUp;
}
