using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>The requests in which a lesson reaches its receiver, in the order of sending; by the plan's seed.</summary>
public static class Deliveries
{
    public static IReadOnlyList<Delivery> Of(Lesson lesson, Faults faults)
    {
        var firsts = lesson.Events.Select((happened, index) => First(lesson.Plan, happened, index, faults)).ToList();
        if (faults.JoinedBeforeStarted)
            firsts = Reordering.StartedAfterJoined(firsts);
        if (faults.EndedBeforeLeft)
            firsts = Reordering.LeftAfterEnded(firsts);
        return
        [
            .. firsts.SelectMany((first, index) => Sent(first, faults, Dice(lesson.Plan, index)))
                .OrderBy(delivery => delivery.Offset),
        ];
    }

    static Chance Dice(LessonPlan plan, int index) => plan.Behaving.Fork($"delivery {index}");

    static Delivery First(LessonPlan plan, ZoomEvent happened, int index, Faults faults)
    {
        var dice = Dice(plan, index);
        var stamp = happened.At + dice.Fork("stamp").UpTo(faults.StampLagMax);
        return new Delivery
        {
            Event = happened,
            Offset = stamp - plan.At(0) + Transit(faults, dice),
            RequestId = ZoomIds.Request(plan.Naming.Fork($"request {index}")),
            Body = Encoding.UTF8.GetBytes(happened.Body(stamp)),
        };
    }

    static TimeSpan Transit(Faults faults, Chance dice)
    {
        var transit = dice.Fork("transit").UpTo(faults.TransitMax);
        var held = dice.Fork("reordered");
        return held.Happens(faults.Reordered) ? transit + TimeSpan.FromSeconds(held.Between(2, 30)) : transit;
    }

    static IEnumerable<Delivery> Sent(Delivery first, Faults faults, Chance dice)
    {
        if (dice.Fork("lost").Happens(faults.Lost))
            yield break;
        var delayed = dice.Fork("delayed");
        if (delayed.Happens(faults.Delayed))
            first = first with { Offset = first.Offset + delayed.One([.. ZoomRetries.SinceFirst]) };
        yield return first;
        var repeated = dice.Fork("repeated");
        if (!repeated.Happens(faults.Repeated))
            yield break;
        foreach (var (number, wait) in ZoomRetries.SinceFirst.Take(repeated.One(1, 1, 1, 2, 3)).Index())
            yield return first with { Offset = first.Offset + wait, Repetition = number + 1 };
    }
}
