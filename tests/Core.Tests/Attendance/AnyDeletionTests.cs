using System.Text.Json;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// Whichever locked lessons lose their facts, all others are as before, and what is told afterwards brings none back. A failure
/// prints its seed; CsCheck_Seed replays it, and CsCheck_Iter asks for more cases.
/// </summary>
public sealed class AnyDeletionTests
{
    static readonly long Cases = Math.Max(2000, Check.Iter);

    static readonly DateTimeOffset Now = AnySchool.At(80).AddDays(400);

    static readonly Gen<History> Histories =
        from first in AnyLesson.Log
        from locks in Gen.Bool.Array[12]
        from later in Gen.Frequency((2, AnyLesson.Log), (1, Gen.Const(Array.Empty<Entry>())))
        from since in AnyLesson.Log
        from day in Gen.OneOf(new DateOnly(2026, 3, 29), new DateOnly(2027, 1, 1))
        select new History(first, locks, [.. later.Where(entry => entry is Fact)], [.. since.Where(entry => entry is Fact)], day);

    [Fact]
    public void Without_the_facts_of_some_lessons_all_others_are_the_same()
    {
        var (deletions, contexts) = (0, 0);
        Histories.Sample(
            history =>
            {
                var log = Locked(history);
                var fold = Folded.Of(log);
                var (before, context) = (Of(fold), fold.Context!);
                var deleted = Deletion.Of(Meeting.Number, fold, fold.Context!, Now, history.Before);
                Interlocked.Add(ref deletions, deleted.Count);
                var usedFrom = deleted.Count == 0 ? 0 : Deletion.UsedFrom(Meeting.Number, fold, fold.Context!, Now, deleted);

                Entry[] whole = [.. log, .. Dated(deleted)];
                foreach (var decision in whole[log.Length..])
                    fold.Add(fold.Seq + 1, decision);
                AssertSame(before, Of(fold), deleted);
                // A run that was broken off goes on with the same.
                if (deleted.Count > 0)
                    Assert.InRange(UsedFrom(fold, context), usedFrom, fold.Seq);

                var gone = deleted.SelectMany(one => one.Runs).Select(run => run.Uuid).ToHashSet();
                AssertSame(before, Of(Reloaded(whole, gone)), deleted);

                var shortened = Reloaded(whole, gone, usedFrom);
                AssertSame(before, Of(shortened, context), deleted);
                if (shortened.Context is { } explains)
                    Assert.True(MeetingContextJson.AreEqual(context, explains));
                Interlocked.Add(ref contexts, log.Index().Count(one => one.Item is MeetingContext && one.Index + 1 < usedFrom));
            },
            iter: Cases);
        Assert.True(contexts > Cases / 10, $"Only {contexts} contexts were of no use any more.");
        Assert.True(deletions > Cases / 4, $"Only {deletions} lessons lost their facts.");
    }

    [Fact]
    public void What_is_told_of_deleted_runs_changes_no_lesson() => Histories.Sample(
        history =>
        {
            var log = Locked(history);
            var fold = Folded.Of(log);
            var deleted = Deletion.Of(Meeting.Number, fold, fold.Context!, Now, history.Before);
            var gone = deleted.SelectMany(one => one.Runs).Select(run => run.Uuid).ToHashSet();
            fold = Reloaded([.. log, .. Dated(deleted)], gone);
            var before = Of(fold);
            Entry[] told = [.. history.Since.OfType<Fact>().Where(fact => gone.Contains(fact.Run))];
            foreach (var fact in told)
                fold.Add(fold.Seq + 1, fact);
            AssertSame(before, Of(fold), []);
            Assert.Equal(
                deleted.Where(one => told.OfType<Fact>().Any(fact => one.Runs.Any(run => run.Uuid == fact.Run)))
                    .Select(one => one.OccurrenceId).Order(),
                Deletion.News(fold, fold.Context!).Select(news => news.OccurrenceId).Order());
        },
        iter: Cases);

    /// <summary>Of what has ended by then some is locked, and more is told afterwards. Runs without an end get one.</summary>
    static Entry[] Locked(History history)
    {
        Entry[] first = [.. history.First, .. Ends(history.First)];
        Entry[] locked = [.. first, .. OccurrencesOf(first).Where(one => one.Status == OccurrenceStatus.Ended)
            .Where((_, i) => history.Locks[i % history.Locks.Length]).Select((one, i) => new Locked
            {
                Id = Guid.NewGuid(), OccurrenceId = one.Id, At = Now.AddDays(-300).AddMinutes(i),
            })];
        Entry[] later = [.. locked, .. history.Later];
        return [.. later, .. Ends(later)];
    }

    static IEnumerable<Fact> Ends(Entry[] log) => NeverEnding.Ends(OccurrencesOf(log), Now);

    static IReadOnlyList<Occurrence> OccurrencesOf(Entry[] log) =>
        Folded.Of(log) is var fold ? Occurrences.Of(Meeting.Number, fold.Runs, fold.Context!, fold.Decisions, Now) : [];

    static IEnumerable<FactsDeleted> Dated(IEnumerable<FactsDeleted> deleted) =>
        deleted.Select((one, i) => one with { At = Now.AddMinutes(i) });

    /// <summary>As it is read when the rows are gone.</summary>
    static MeetingFold Reloaded(Entry[] log, HashSet<string> gone, long usedFrom = 0)
    {
        var fold = new MeetingFold();
        foreach (var (index, entry) in log.Index())
            if (!(entry is Fact fact ? gone.Contains(fact.Run) : entry is MeetingContext or Notice && index + 1 < usedFrom))
                fold.Add(index + 1, entry);
        return fold;
    }

    static MeetingAttendance Of(MeetingFold fold) => Of(fold, fold.Context!);

    static MeetingAttendance Of(MeetingFold fold, MeetingContext context) =>
        MeetingAttendance.Of(Meeting.Number, fold, context, Now.AddDays(1), new HashSet<string>());

    static long UsedFrom(MeetingFold fold, MeetingContext context) =>
        Deletion.UsedFrom(Meeting.Number, fold, context, Now, []);

    static void AssertSame(MeetingAttendance before, MeetingAttendance after, IReadOnlyList<FactsDeleted> deleted)
    {
        var ids = deleted.Select(one => one.OccurrenceId).ToHashSet();
        Assert.Equal(
            before.Computed.Where(one => !ids.Contains(one.Occurrence.Id)).Select(InWords), after.Computed.Select(InWords));
        Assert.Equal(ids.Union(before.Standing).Order(), after.Standing.Order());
    }

    static string InWords(OccurrenceAttendance lesson) => JsonSerializer.Serialize(lesson);

    sealed record History(Entry[] First, bool[] Locks, Entry[] Later, Entry[] Since, DateOnly Before);
}
