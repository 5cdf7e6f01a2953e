using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Meetings;
using ZoomOrleans.Api.School;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What is stuck or waits for a person, in one look.</summary>
public sealed record AdminState
{
    /// <summary>Of each. Where there is more, that there is so much is what has to be known.</summary>
    const int RowsMax = 10;

    const int ClassesMax = 1000;

    static readonly TimeSpan LateAfter = TimeSpan.FromMinutes(5);

    static readonly TimeSpan RefusalsSince = TimeSpan.FromDays(7);

    const string AllClasses = "SELECT id, name FROM classes ORDER BY name, id LIMIT $1";

    public required Page<WaitingLesson> Held { get; init; }

    public required IReadOnlyList<OwnWork> OwnWork { get; init; }

    public required ZoomState Zoom { get; init; }

    public required Page<QuarantinedEvent> Quarantine { get; init; }

    public required Page<UnscheduledMeeting> Unscheduled { get; init; }

    /// <summary>To whom an unscheduled meeting may belong; empty where there is none.</summary>
    public required IReadOnlyList<Named> Classes { get; init; }

    /// <summary>Of the last days.</summary>
    public required Page<AuditEntry> RefusedSignIns { get; init; }

    public required DateTimeOffset AsOf { get; init; }

    /// <summary>What fails or is late, not what merely waits for its turn with Zoom.</summary>
    public IReadOnlyList<WaitingWork> LateAtZoom =>
        [.. Zoom.Waiting.Where(work => work.LastError is not null || work.Oldest < AsOf - LateAfter)];

    public static async Task<AdminState> Read(UserSession user, SchoolClock clock, ZoomAccount account, ZoomOptions zoom)
    {
        var first = new PageRequest(RowsMax, null);
        var unscheduled = await AdoptionRoutes.Read(user, first);
        return new AdminState
        {
            AsOf = clock.Now,
            Held = await HeldRoutes.Read(user, first),
            OwnWork = await Admin.OwnWork.Read(user, RowsMax),
            Zoom = await ZoomRoutes.Read(user, account, zoom),
            Quarantine = await QuarantineRoutes.Read(user, first),
            Unscheduled = unscheduled,
            Classes = unscheduled.Items is [] ? [] : await user.Query(AllClasses, [ClassesMax], Named.Read),
            RefusedSignIns = await AuditRoutes.Read(user, Refusals(clock), first, clock),
        };
    }

    static AuditFilter Refusals(SchoolClock clock) => new()
    {
        From = TimeOrDate.Of(clock.DayOf(clock.Now - RefusalsSince)), Action = new(AuditAction.SignInRefused),
    };
}
