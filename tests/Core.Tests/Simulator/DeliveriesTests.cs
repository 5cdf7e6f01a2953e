using System.Text;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class DeliveriesTests
{
    static readonly Lesson Wild = Lesson.Of(Plans.Wild);

    [Fact]
    public void Without_faults_the_deliveries_are_the_truth_in_order()
    {
        var deliveries = Deliveries.Of(Wild, Faults.None);
        Assert.Equal(Wild.Events, deliveries.Select(delivery => delivery.Event));
        Assert.Equal(Wild.Events.Select(told => told.At - Plans.Start), deliveries.Select(delivery => delivery.Offset));
        Assert.Equal(Wild.Events.Select(told => told.Body(told.At)), deliveries.Select(Body));
    }

    [Fact]
    public void The_same_seed_gives_the_same_deliveries_to_the_byte() =>
        Assert.Equal(Sent(Plans.Wild), Sent(Plans.Wild with { }));

    [Fact]
    public void Another_seed_gives_other_deliveries() =>
        Assert.NotEqual(Sent(Plans.Wild), Sent(Plans.Wild with { Seed = 8 }));

    [Fact]
    public void Faults_change_no_truth()
    {
        var truth = Wild.Events.Select(told => (told.Name, told.At, told.Payload)).ToHashSet();
        Assert.All(
            Deliveries.Of(Wild, Plans.AllFaults).Select(delivery => delivery.Event),
            told => Assert.Contains((told.Name, told.At, told.Payload), truth));
    }

    [Fact]
    public void Stamps_and_arrivals_are_late_within_their_limits()
    {
        var deliveries = Deliveries.Of(Wild, Faults.Usual);
        Assert.All(deliveries, delivery => Assert.InRange(
            Plans.Start + delivery.Offset, delivery.Event.At, delivery.Event.At.AddSeconds(6)));
        var times = deliveries.Select(delivery => delivery.Event.At).ToList();
        Assert.NotEqual(times.Order(), times);
    }

    [Fact]
    public void The_lost_are_never_delivered()
    {
        Assert.Empty(Deliveries.Of(Wild, Faults.None with { Lost = 1, Repeated = 1 }));
        var some = Deliveries.Of(Wild, Faults.None with { Lost = 0.3, Repeated = 1 });
        var requests = some.DistinctBy(delivery => delivery.RequestId).Count();
        Assert.InRange(requests, Wild.Events.Count / 2, Wild.Events.Count * 9 / 10);
    }

    [Fact]
    public void The_repeated_come_byte_for_byte_after_5_25_and_85_minutes()
    {
        var requests = Deliveries.Of(Wild, Faults.Usual with { Repeated = 1 })
            .GroupBy(delivery => delivery.RequestId)
            .ToList();
        Assert.Equal(Wild.Events.Count, requests.Count);
        Assert.Contains(requests, request => request.Count() == 4);
        Assert.All(requests, request =>
        {
            Assert.Single(request.Select(Body).Distinct());
            var first = request.First().Offset;
            double[] waits = [0, 5, 25, 85];
            Assert.Equal(waits[..request.Count()], request.Select(delivery => (delivery.Offset - first).TotalMinutes));
        });
    }

    [Fact]
    public void The_delayed_first_come_with_a_repetition() => Assert.All(
        Deliveries.Of(Wild, Faults.None with { Delayed = 1 }),
        delivery => Assert.True((Plans.Start + delivery.Offset - delivery.Event.At).TotalMinutes is 5 or 25 or 85));

    [Fact]
    public void The_reordered_are_overtaken()
    {
        var deliveries = Deliveries.Of(Wild, Faults.None with { Reordered = 0.3 });
        var times = deliveries.Select(delivery => delivery.Event.At).ToList();
        Assert.NotEqual(times.Order(), times);
    }

    [Fact]
    public void The_start_may_come_after_the_first_join_and_the_end_before_the_last_leaves()
    {
        var deliveries = Deliveries.Of(Wild, Faults.None with { JoinedBeforeStarted = true, EndedBeforeLeft = true });
        foreach (var run in Wild.Runs)
        {
            var told = deliveries.Select(delivery => delivery.Event).Where(told => told.Run == run.Uuid).ToList();
            var joined = told.FindIndex(fact => fact.Name == "meeting.participant_joined");
            Assert.True(joined < told.FindIndex(fact => fact.Name == "meeting.started"));
            var ended = told.FindIndex(fact => fact.Name == "meeting.ended");
            Assert.True(ended < told.FindIndex(fact => fact.Name == "meeting.participant_left" && fact.At >= run.End));
        }
    }

    static IEnumerable<(TimeSpan, string, string)> Sent(LessonPlan plan) =>
        Deliveries.Of(Lesson.Of(plan), Plans.AllFaults)
            .Select(delivery => (delivery.Offset, delivery.RequestId, Body(delivery)));

    static string Body(Delivery delivery) => Encoding.UTF8.GetString(delivery.Body.Span);
}
