using System.Collections.Concurrent;
using CsCheck;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>Random lessons prove as much as they reach.</summary>
public sealed class AnyLessonTests
{
    [Fact]
    public void Random_lessons_reach_every_status_state_mark_and_flag()
    {
        var reached = new ConcurrentDictionary<string, int>();
        Gen.Select(AnyLesson.Log, AnyLesson.Now).Sample(
            (log, now) =>
            {
                foreach (var account in NaiveRules.Of(Meeting.Number, log, now))
                    foreach (var corner in CornersOf(account, log))
                        reached.AddOrUpdate(corner, 1, (_, times) => times + 1);
            },
            iter: 5_000);
        Assert.Empty(Corners.Except(reached.Keys));
    }

    static IEnumerable<string> Corners =>
    [
        .. Names<OccurrenceStatus>(), .. Names(AttendanceState.Reconciled, AttendanceState.Locked),
        .. Names<AttendanceStatus>(), .. Names(AttendanceFlags.LateAfterLock, AttendanceFlags.None), .. Names<MatchedBy>(),
        "no mark", "late", "left early", "two in now", "unscheduled", "guest", "guest without a name", "strangers",
        "override while held", "part of a day", "joined",
    ];

    static string Name<T>(T value) where T : struct, Enum => $"{typeof(T).Name} {value}";

    static IEnumerable<string> Names<T>(params T[] but) where T : struct, Enum =>
        Enum.GetValues<T>().Except(but).Select(Name);

    static IEnumerable<string> CornersOf(Account account, Entry[] log)
    {
        yield return Name(account.Status);
        yield return Name(account.State);
        if (account.Lesson is null)
            yield return "unscheduled";
        if (account.Lesson is { } lesson && lesson.To - lesson.From > TimeSpan.FromHours(2))
            yield return "joined";
        if (account.Id.Count(letter => letter == '-') == 2)
            yield return "part of a day";
        if (IsHeldForItsStrangers(account, log))
            yield return "strangers";
        foreach (var guest in account.Guests)
            yield return guest.Name.Length > 0 ? "guest" : "guest without a name";
        foreach (var corner in account.Students.SelectMany(student => CornersOf(student, account.State)))
            yield return corner;
    }

    static IEnumerable<string> CornersOf(StudentAccount student, AttendanceState state)
    {
        yield return student.Status is { } status ? Name(status) : "no mark";
        foreach (var flag in Enum.GetValues<AttendanceFlags>().Where(flag => student.Flags.HasFlag(flag)))
            yield return Name(flag);
        if (student.MatchedBy is { } rule)
            yield return Name(rule);
        if (student.Late)
            yield return "late";
        if (student.LeftEarly)
            yield return "left early";
        if (student.Connections > 1)
            yield return "two in now";
        if (student.Override is not null && state == AttendanceState.Held)
            yield return "override while held";
    }

    static bool IsHeldForItsStrangers(Account account, Entry[] log) =>
        account is { State: AttendanceState.Held, Started: not null }
        && !log.OfType<Fact>().Any(fact => fact.Kind == FactKind.EndInferred);
}
