using System.Text.Json;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Silo.Registration;

/// <summary>A registrant as the statement that saves several of them reads it.</summary>
sealed record SavedRegistrant(
    Guid UserId, string? ZoomId, string? JoinUrl, string Status, string? Email, bool IsUncertain, int Failures, string? Error,
    DateTimeOffset? RetryAt, int Registrations, int Changes, long Revision, bool IsDeniedAtZoom)
{
    public static JsonSerializerOptions Json { get; } = new(JsonSerializerDefaults.Web);

    public static SavedRegistrant Of(Registrant one) => new(
        one.UserId, one.ZoomId, one.JoinUrl, one.Status.ToString().ToLowerInvariant(),
        one.ZoomId is not null || one.IsUncertain ? one.Email : null, one.IsUncertain, one.Failures, one.Error, one.RetryAt,
        one.Registrations, one.Changes, one.Revision, one.IsDeniedAtZoom);
}
