using static ZoomOrleans.ZoomSimulator.Option;
using static ZoomOrleans.ZoomSimulator.Value;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>All options, in the groups and the order of the help.</summary>
static class Options
{
    static readonly IReadOnlyList<Option<Settings>> Target =
    [
        new("--url", "URL", "the receiver, as http://localhost:5080/api/zoom/webhook",
            (s, v) => s with { Url = Url(v) }),
        new("--secret", "TEXT", "its webhook secret; else the variable ZOOM_WEBHOOK_SECRET",
            (s, v) => s with { Secret = v }),
        new("--speed", "X", "1 real time (1), 60 a minute per second, 0 as fast as possible",
            (s, v) => s with { Speed = Number(v, 0, 1e6) }),
        new("--parallel", "N", "requests under way at once (8); with 1 they keep their order",
            (s, v) => s with { ParallelMax = Count(v, 1, 1_000) }),
        Flag<Settings>("--dry-run", "print the deliveries as JSON lines and send nothing", s => s with { DryRun = true }),
        Flag<Settings>("--help", "this text", s => s with { Help = true }),
    ];

    static readonly IReadOnlyList<Option<Settings>> Lesson =
    [
        new("--meeting", "ID", "Zoom's number of the meeting",
            (s, v) => s with { Meeting = Whole(v, 1, 99_999_999_999) }),
        new("--lessons", "K", "so many at once, meeting ids and seeds counting up (1)",
            (s, v) => s with { Lessons = Count(v, 1, 10_000) }),
        new("--seed", "N", "the same seed, the same lesson (1)",
            (s, v) => s with { Seed = Whole(v, 0, int.MaxValue) }),
        new("--topic", "TEXT", "the meeting's topic", (s, v) => s with { Topic = v }),
        new("--start", "TIME", "as 2026-11-22T08:00:00Z; else so that no event is later than the clock",
            (s, v) => s with { Start = Time(v) }),
        new("--minutes", "N", "the lesson's length (45)", (s, v) => s with { Minutes = Count(v, 5, 1_440) }),
        new("--students", "N", "invented students (30)", (s, v) => s with { Students = Count(v, 0, 5_000) }),
        new("--people", "FILE", "instead of them: lines of name,email,registrantId,zoomUserId,role",
            (s, v) => s with { PeopleFile = v }),
        new("--guests", "N", "people without any identity (0)",
            (s, v) => s with { Guests = Count(v, 0, 1_000) }),
        new("--breakouts", "N", "times in breakout rooms (0)",
            (s, v) => s with { Breakouts = Count(v, 0, 100) }),
        Flag<Settings>("--restart", "the meeting ends half-way and is started again", s => s with { Restarts = true }),
        Flag<Settings>("--host-left-missing", "Zoom never reports that the host left",
            s => s with { HostLeftMissing = true }),
    ];

    static readonly IReadOnlyList<Option<Settings>> People =
    [
        Flag<Settings>("--lively", "a little of everything; write it before the others",
            s => s with { Behaviour = Behaviour.Lively }),
        Behaving("--absent", "never come", (b, share) => b with { Absent = share }),
        Behaving("--late", "come late", (b, share) => b with { Late = share }),
        Behaving("--leave-early", "go before the end", (b, share) => b with { LeavesEarly = share }),
        Behaving("--rejoin", "leave and come back", (b, share) => b with { Rejoins = share }),
        Behaving("--drop", "lose the connection; Zoom notices 60-90 s late", (b, share) => b with { Drops = share }),
        Behaving("--two-devices", "are in twice for a while", (b, share) => b with { TwoDevices = share }),
        Behaving("--phone", "dial in for the sound", (b, share) => b with { PhonesIn = share }),
        Behaving("--wait-for-host", "are there before the host", (b, share) => b with { WaitsForHost = share }),
        Behaving("--waiting-room", "pass the waiting room", (b, share) => b with { WaitingRoom = share }),
        Behaving("--leave-after-end", "leave 1-3 s after the end", (b, share) => b with { LeavesAfterEnd = share }),
    ];

    static readonly IReadOnlyList<Option<Settings>> Arrival =
    [
        Arriving("--reorder", "held back 2-30 s", (f, share) => f with { Reordered = share }),
        Arriving("--repeat", "sent again 5, 25 and 85 minutes later", (f, share) => f with { Repeated = share }),
        Arriving("--delay", "first sent 5, 25 or 85 minutes late", (f, share) => f with { Delayed = share }),
        Arriving("--lost", "never sent", (f, share) => f with { Lost = share }),
        new("--stamp-lag", "S", "seconds that event_ts may be late (4)",
            (s, v) => s with { Faults = s.Faults with { StampLagMax = Seconds(v) } }),
        new("--transit", "S", "seconds that the network may take (2)",
            (s, v) => s with { Faults = s.Faults with { TransitMax = Seconds(v) } }),
        Flag<Settings>("--joined-first", "the start arrives after the first join",
            s => s with { Faults = s.Faults with { JoinedBeforeStarted = true } }),
        Flag<Settings>("--ended-first", "the end arrives before the last leaves",
            s => s with { Faults = s.Faults with { EndedBeforeLeft = true } }),
    ];

    public static readonly IReadOnlyList<(string Title, IReadOnlyList<Option<Settings>> Options)> Groups =
    [
        ("Where and how fast", Target),
        ("The lesson", Lesson),
        ("How people behave (P: a share from 0 to 1 of them)", People),
        ("How the events arrive (P: a share from 0 to 1 of them)", Arrival),
    ];

    public static Option<Settings>? Named(string name) =>
        Groups.SelectMany(group => group.Options).FirstOrDefault(option => option.Name == name);
}
