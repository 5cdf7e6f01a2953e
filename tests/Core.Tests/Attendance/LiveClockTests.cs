using System.Text.Json;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>When a live view changes by itself: neither too late, nor in any random lesson sooner than it says.</summary>
public sealed class LiveClockTests
{
    static readonly long Cases = Math.Max(4000, Check.Iter);

    static readonly TimeSpan LookAheadMax = TimeSpan.FromHours(8);

    static readonly Gen<(Entry[] Told, DateTimeOffset Now, double Share)> Moments =
        from told in AnyLesson.Log
        from now in AnyLesson.Now
        from beside in Gen.OneOf(0, 0, 1, 400, 61_000)
        from share in Gen.Frequency((1, Gen.Const(1.0)), (2, Gen.Double.Unit))
        select (told, now.AddMilliseconds(beside), share);

    static Meeting Lesson => Meeting.At("2026-03-02 08:00").Students("Ana", "Ben", "Cho");

    [Fact]
    public void Before_it_nothing_changes_but_seconds_that_grow() => Moments.Sample(
        moment =>
        {
            var live = new Live(moment.Told);
            var (before, next) = live.At(moment.Now);
            // Of a lesson that nobody planned, only that it is looked at again.
            if (before is null)
                return;
            var span = next - live.Now(moment.Now) is { } left && left < LookAheadMax ? left : LookAheadMax;
            // The last moment of all, or any.
            var then = live.Now(moment.Now) + span * moment.Share - TimeSpan.FromTicks(1);
            if (then > live.Now(moment.Now))
                Assert.Equal(before, live.At(then).Shown);
        },
        iter: Cases,
        print: moment => $"{moment.Now:O} {moment.Share}\n{string.Join('\n', moment.Told.AsEnumerable())}");

    [Fact]
    public void Whoever_is_in_becomes_present()
    {
        Changes(Lesson.Joined("Ana", "08:00").Joined("Ben", "08:02"), "08:05", "08:15");
        Changes(Lesson.Joined("Ana", "08:00").Joined("Ben", "08:02"), "08:15", "08:17");
    }

    [Fact]
    public void Whoever_has_left_does_not() =>
        Changes(Lesson.Joined("Cho", "08:10").Stayed("Ana", "08:00", "08:10"), "08:12", "08:25");

    [Fact]
    public void Where_only_the_lesson_counts_time_runs_from_its_start()
    {
        var lesson = Lesson.Policy(new Policy { Window = PolicyWindow.Scheduled }).Joined("Ana", "07:50");

        Changes(lesson, "07:55", "08:00");
        Changes(lesson, "08:01", "08:15");
    }

    [Fact]
    public void Its_time_comes_and_goes()
    {
        Changes(Lesson, "07:00", "07:30");
        Changes(Lesson, "07:40", "11:00");
        Changes(Lesson.Stayed("Ana", "07:40", "07:50").Ended("07:50"), "07:55", "08:00");
    }

    [Fact]
    public void When_all_is_over_it_never_changes() =>
        Assert.Null(Next(Lesson.Stayed("Ana", "08:00", "08:50").Ended("08:55"), "09:00"));

    [Fact]
    public void A_lesson_that_nobody_planned_is_looked_at_again_and_again() =>
        Changes(Meeting.WithoutSchedule("2026-03-02").Students("Ana").Joined("Ana", "08:00"), "08:05:00", "08:05:03");

    /// <summary>At this moment by the clock, to the second.</summary>
    static void Changes(Meeting meeting, string now, string at) =>
        Assert.Equal(meeting.Time(at), Next(meeting, now)!.Value, TimeSpan.FromMilliseconds(1));

    static DateTimeOffset? Next(Meeting meeting, string now) => new Live(meeting.Entries).At(meeting.Time(now)).Next;

    /// <summary>A meeting as its grain has it.</summary>
    sealed class Live
    {
        readonly MeetingFold _fold = new();

        public Live(IEnumerable<Entry> entries)
        {
            foreach (var entry in entries)
                _fold.Add(_fold.Seq + 1, entry);
        }

        MeetingContext Context => _fold.Context ?? MeetingContext.Unknown;

        public DateTimeOffset Now(DateTimeOffset now) => AttendanceRules.NoEarlierThan(_fold.LatestFactAt, now);

        /// <summary>What is shown then, but for seconds that grow, and until when; null where more than seconds grows.</summary>
        public (string? Shown, DateTimeOffset? Next) At(DateTimeOffset time)
        {
            var now = Now(time);
            var occurrences = Occurrences.Of(Meeting.Number, _fold.Runs, Context, _fold.Decisions, now);
            if (Occurrences.Choose(occurrences, null, now) is not { } chosen)
                return ("", LiveClock.NextChange(null, occurrences, _fold, Context, now));
            var shown = AttendanceRules.Of(Meeting.Number, chosen, _fold, Context, now);
            var view = LiveViews.Of(shown, Context, _fold.Seq, now);
            var next = LiveClock.NextChange(shown, occurrences, _fold, Context, now);
            return (chosen.Lesson is null && chosen.EndedAt is null ? null : JsonSerializer.Serialize(view with
            {
                AsOf = default,
                Students = [.. view.Students.Select(student => student.InNow ? student with { Seconds = 0 } : student)],
                Guests = [.. view.Guests.Select(guest => guest.InNow ? guest with { Seconds = 0 } : guest)],
            }), next);
        }
    }
}
