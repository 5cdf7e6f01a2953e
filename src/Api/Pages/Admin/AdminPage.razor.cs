using Microsoft.AspNetCore.Components;
using ZoomOrleans.Api.Administration;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Pages.Admin;

public sealed partial class AdminPage
{
    [Parameter, EditorRequired]
    public required PageUser User { get; set; }

    [Parameter, EditorRequired]
    public required AdminState State { get; set; }

    [Parameter, EditorRequired]
    public required string Zone { get; set; }

    /// <summary>Why a meeting was not adopted.</summary>
    [Parameter]
    public string? Problem { get; set; }

    [Parameter]
    public bool HasAdopted { get; set; }

    (string Id, string Count, string Word)[] Counts =>
    [
        ("held", Count(State.Held), "lessons waiting"),
        ("work", $"{State.OwnWork.Count + State.FailedAtZoom.Sum(work => work.Count)}", "work failing or late"),
        ("quarantine", Count(State.Quarantine), "in quarantine"),
        ("unscheduled", Count(State.Unscheduled), "unscheduled meetings"),
        ("refused", Count(State.RefusedSignIns), "refused sign-ins"),
    ];

    /// <summary>Of what there is more of than stands here.</summary>
    static string Count<T>(Page<T> page) => $"{page.Items.Count}{(page.NextCursor is null ? "" : "+")}";

    static MarkupString More(string? cursor) =>
        new(cursor is null ? "" : "<p><small>There are more; these come first.</small></p>");

    string When(OwnWork work) => work.Attempts == 0
        ? $"since {PageTimes.DayAndTime(work.DueAt, Zone)}"
        : $"failed {(work.Attempts == 1 ? "once" : $"{work.Attempts} times")}, again {PageTimes.DayAndTime(work.DueAt, Zone)}";

    static string? Detail(AuditEntry entry, string field) =>
        entry.Details.TryGetProperty(field, out var value) ? value.ToString() : null;
}
