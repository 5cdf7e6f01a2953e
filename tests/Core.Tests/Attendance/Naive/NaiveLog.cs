using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>A meeting's log, sorted out.</summary>
sealed class NaiveLog
{
    readonly List<Decision> _decisions;
    readonly Dictionary<string, string> _joinedInto = [];

    public NaiveLog(long meeting, IReadOnlyList<Entry> entries, DateTimeOffset now)
    {
        Meeting = meeting;
        var facts = entries.OfType<Fact>().ToList();
        Now = facts.Select(fact => fact.At).Append(now).Max();
        Runs = [.. facts.GroupBy(fact => fact.Run).Select(one => new NaiveRun([.. one], Now))];
        Contexts = [.. entries.OfType<MeetingContext>()];
        Context = Contexts.LastOrDefault() ?? new MeetingContext { TimeZone = "UTC" };
        _decisions = [.. entries.OfType<Decision>().DistinctBy(one => one.Id).OrderBy(one => one.At).ThenBy(one => one.Id)];
    }

    public long Meeting { get; }

    public DateTimeOffset Now { get; }

    public IReadOnlyList<NaiveRun> Runs { get; }

    /// <summary>In the order of the log.</summary>
    public IReadOnlyList<MeetingContext> Contexts { get; }

    /// <summary>The one that holds.</summary>
    public MeetingContext Context { get; }

    /// <summary>In the order in which they were made.</summary>
    public IReadOnlyList<Decision> Decisions => _decisions;

    public DateOnly DateOf(DateTimeOffset time) => DateOnly.FromDateTime(
        TimeZoneInfo.ConvertTime(time, TimeZoneInfo.FindSystemTimeZoneById(Context.TimeZone)).DateTime);

    /// <summary>What is said of the second of two joined occurrences is said of the first.</summary>
    public void Join(string id, string with)
    {
        foreach (var earlier in _joinedInto.Where(one => one.Value == with).Select(one => one.Key).Append(with).ToList())
            _joinedInto[earlier] = id;
    }

    public bool IsJoinedInto(string id, string with) => _joinedInto.GetValueOrDefault(with) == id;

    /// <summary>An occurrence that there is again, since another was split once more, speaks for itself.</summary>
    public void Split(string id) => _joinedInto.Remove(id);

    /// <summary>The decisions about this occurrence, and about those that it took in.</summary>
    public IEnumerable<Decision> About(string occurrence) =>
        _decisions.Where(one => _joinedInto.GetValueOrDefault(one.OccurrenceId, one.OccurrenceId) == occurrence);
}
