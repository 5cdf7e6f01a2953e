namespace ZoomOrleans.Api.Meetings;

/// <summary>A meeting after a change that Zoom has taken.</summary>
/// <param name="Meeting">The row to be written.</param>
/// <param name="Lessons">As Zoom has planned them; null: as we do.</param>
/// <param name="Seen">What Zoom has now; null: it was not asked.</param>
public sealed record ChangedAtZoom(Meeting Meeting, IReadOnlyList<PlannedLesson>? Lessons = null, ZoomSeen? Seen = null);
