namespace ZoomOrleans.ZoomSimulator;

/// <summary>The two ways in which Zoom is known to tell a run out of order.</summary>
static class Reordering
{
    static readonly TimeSpan Gap = TimeSpan.FromMilliseconds(700);

    public static List<Delivery> StartedAfterJoined(List<Delivery> deliveries) =>
        deliveries.ConvertAll(delivery => delivery.Event.Name == "meeting.started"
            ? After(delivery, deliveries, other => other.Event.Name == "meeting.participant_joined")
            : delivery);

    public static List<Delivery> LeftAfterEnded(List<Delivery> deliveries) =>
        deliveries.ConvertAll(delivery => delivery.Event.Name == "meeting.participant_left"
            ? After(delivery, deliveries, other => IsEndAt(other, delivery.Event.At))
            : delivery);

    static bool IsEndAt(Delivery other, DateTimeOffset leave) =>
        other.Event.Name == "meeting.ended" && other.Event.At <= leave;

    static Delivery After(Delivery delivery, List<Delivery> deliveries, Predicate<Delivery> isEarlier)
    {
        var earlier = deliveries.Find(other => other.Event.Run == delivery.Event.Run && isEarlier(other));
        return earlier is not null && delivery.Offset < earlier.Offset + Gap
            ? delivery with { Offset = earlier.Offset + Gap }
            : delivery;
    }
}
