namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// The texts of <c>leave_reason</c>. Most moves between rooms are worded as if somebody left, so that no receiver
/// can tell a move from a leave by them.
/// </summary>
static class Reason
{
    const double PlainMoves = 0.65;
    const string Plain = "left the meeting. Reason : left the meeting";

    public static string Of(Connection connection, Stay stay, bool isLast) => connection.Parting switch
    {
        _ when !isLast => Moving(connection, stay),
        Parting.Dropped => "got disconnected from the meeting. Reason : Client Close.",
        Parting.HostEnded => "left the meeting. Reason : Host ended the meeting.",
        _ => Plain,
    };

    static string Moving(Connection connection, Stay stay) =>
        connection.Wording.Fork($"reason {stay.UserId}").Happens(PlainMoves) ? Plain
        : stay.Room is null ? "left the meeting. Reason : left the meeting to join breakout room"
        : "left the meeting. Reason : leave breakout room to join main meeting";
}
