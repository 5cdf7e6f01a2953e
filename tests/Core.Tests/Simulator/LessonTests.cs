using System.Globalization;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class LessonTests
{
    public static TheoryData<long> Seeds => [.. Enumerable.Range(1, 12).Select(seed => (long)seed)];

    [Fact]
    public void The_same_plan_gives_the_same_bytes() => Assert.Equal(Bodies(Plans.Wild), Bodies(Plans.Wild with { }));

    [Fact]
    public void Another_seed_gives_another_lesson() =>
        Assert.NotEqual(Bodies(Plans.Wild), Bodies(Plans.Wild with { Seed = 8 }));

    [Fact]
    public void Another_start_moves_the_lesson_and_names_its_runs_anew()
    {
        var moved = TimeSpan.FromDays(7);
        var (first, next) = (Lesson.Of(Plans.Wild), Lesson.Of(Plans.Wild with { Start = Plans.Start + moved }));
        Assert.Equal(first.Events.Select(told => told.At + moved), next.Events.Select(told => told.At));
        Assert.Empty(first.Runs.Select(run => run.Uuid).Intersect(next.Runs.Select(run => run.Uuid)));
    }

    [Fact]
    public void Meetings_of_one_seed_share_no_run()
    {
        var other = Lesson.Of(Plans.Wild with { MeetingId = 81234567891 });
        Assert.DoesNotContain(Lesson.Of(Plans.Wild).Runs, run => other.Runs.Any(theirs => theirs.Uuid == run.Uuid));
    }

    [Fact]
    public void In_a_quiet_lesson_everybody_comes_and_stays_to_the_end()
    {
        var lesson = Lesson.Of(Plans.Quiet);
        Assert.All(lesson.Students(), student =>
        {
            var stay = Assert.Single(student.Stays);
            Assert.InRange(stay.Join, Plans.Start, Plans.Start.AddMinutes(3));
            Assert.Equal(lesson.Runs[0].End, stay.Leave);
        });
    }

    [Theory, MemberData(nameof(Seeds))]
    public void What_Zoom_tells_is_the_truth(long seed)
    {
        var lesson = Lesson.Of(Plans.Wild with { Seed = seed });
        var truth = lesson.People.SelectMany(person => person.Stays).Select(stay => (
            stay.Run, stay.Connection, stay.UserId.ToString(CultureInfo.InvariantCulture), stay.Join, stay.Leave));
        Assert.Equal(truth.Order(), Told.Stays(lesson).Order());
    }

    [Theory, MemberData(nameof(Seeds))]
    public void A_run_begins_with_its_start_and_its_host_and_is_told_in_order(long seed)
    {
        foreach (var run in Lesson.Of(Plans.Wild with { Seed = seed }).Events.GroupBy(told => told.Run))
        {
            var times = run.Select(told => told.At).ToList();
            Assert.Equal(times.Order(), times);
            var facts = run.Where(told => told.Name is "meeting.started" or "meeting.participant_joined").ToList();
            Assert.Equal("meeting.started", facts[0].Name);
            Assert.Equal(Role.Host, facts[1].Person!.Role);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void User_ids_begin_anew_in_each_run_and_grow(long seed)
    {
        var joins = Lesson.Of(Plans.Wild with { Seed = seed }).People.SelectMany(person => person.Stays);
        foreach (var run in joins.GroupBy(stay => stay.Run))
        {
            var ids = run.OrderBy(stay => stay.Join).ThenBy(stay => stay.UserId).Select(stay => stay.UserId).ToList();
            Assert.Equal(16778240, ids[0]);
            Assert.Equal(ids.Distinct().Order(), ids);
        }
    }

    [Theory, MemberData(nameof(Seeds))]
    public void Every_stay_lasts(long seed) => Assert.All(
        Lesson.Of(Plans.Wild with { Seed = seed, Length = LessonPlan.LengthMin, Breakouts = 0 }).People,
        person => Assert.All(person.Stays, stay => Assert.True(stay.Join < stay.Leave)));

    [Fact]
    public void A_plan_that_cannot_be_played_is_refused()
    {
        Assert.Throws<ArgumentException>(() => Lesson.Of(Plans.Quiet with { Length = TimeSpan.FromMinutes(4) }));
        Assert.Throws<ArgumentException>(() => Lesson.Of(Plans.Quiet with { Breakouts = 23 }));
    }

    static IEnumerable<string> Bodies(LessonPlan plan) => Lesson.Of(plan).Events.Select(told => told.Body(told.At));
}
