namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// Tells one run as Zoom does. Of one second, what starts comes first, a leave before the join that follows it,
/// and the end of the run last.
/// </summary>
sealed class Trace(LessonPlan plan, Act act, Person host)
{
    const int First = 0, Waiting = 1, Leaving = 2, Joining = 3, Remark = 4, Last = 5;

    readonly Payload payload = new(plan, act.Run, host);
    readonly List<(int Rank, ZoomEvent Event)> told = [];

    public IEnumerable<ZoomEvent> Events()
    {
        Tell(First, payload.Started());
        foreach (var connection in HostFirst().SelectMany(own => own))
            Tell(connection);
        foreach (var own in act.Connections)
            TellBinding(own);
        Tell(Last, payload.Ended());
        return told.OrderBy(entry => entry.Event.At).ThenBy(entry => entry.Rank).Select(entry => entry.Event);
    }

    IEnumerable<IReadOnlyList<Connection>> HostFirst() =>
        act.Connections.OrderBy(own => own is [{ Person.Role: Role.Host }, ..] ? 0 : 1);

    void Tell(int rank, ZoomEvent happened) => told.Add((rank, happened));

    void Tell(Connection connection)
    {
        TellWaiting(connection);
        foreach (var (number, stay) in connection.Stays.Index())
        {
            var isLast = number == connection.Stays.Count - 1;
            Tell(Joining, payload.Joined(connection, stay));
            if (stay.Room is not null)
                TellRoom(connection, stay, connection.Stays[number - 1]);
            if (!isLast || !IsHostLeftMissing(connection))
                Tell(Leaving, payload.Left(connection, stay, Reason.Of(connection, stay, isLast)));
        }
    }

    bool IsHostLeftMissing(Connection connection) => plan.HostLeftMissing && connection.Person.Role == Role.Host;

    void TellWaiting(Connection connection)
    {
        if (connection.WaitsForHostFrom is { } since)
        {
            Tell(Waiting, payload.WaitsForHost(connection, since));
            Tell(Waiting, payload.NoLongerWaitsForHost(connection, act.Run.Start));
        }
        if (connection.WaitingRoomFrom is { } entered)
        {
            var join = connection.Stays[0].Join;
            Tell(Waiting, payload.InWaitingRoom("meeting.participant_joined_waiting_room", connection, entered));
            Tell(Waiting, payload.InWaitingRoom("meeting.participant_admitted", connection, join));
            Tell(Waiting, payload.InWaitingRoom("meeting.participant_left_waiting_room", connection, join));
        }
    }

    void TellRoom(Connection connection, Stay room, Stay before)
    {
        Tell(Remark, payload.JoinedRoom(connection, room, before));
        Tell(Remark, payload.LeftRoom(connection, room, before));
    }

    void TellBinding(IReadOnlyList<Connection> own)
    {
        if (own.FirstOrDefault(c => c.Device == Device.Telephone) is not { } call)
            return;
        var at = call.Stays[0].Join.AddSeconds(1);
        var clients = own.Where(c => c.Device == Device.Computer);
        if (clients.SelectMany(c => c.Stays, (Client, Stay) => (Client, Stay))
                .FirstOrDefault(c => c.Stay.Join <= at && at < c.Stay.Leave) is { Client: not null } bound)
            Tell(Remark, payload.Bound(bound.Client, bound.Stay, call, at));
    }
}
