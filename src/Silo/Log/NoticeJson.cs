using System.Text.Json;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Log;

/// <summary>What a notice tells of a new meeting, as JSON in its row.</summary>
static class NoticeJson
{
    public static string? Write(Notice notice) => notice is { Topic: null, Host: null } ? null
        : JsonSerializer.Serialize(new NewMeeting(notice.Topic, notice.Host), Json.Options);

    /// <param name="json">Null: it tells of none.</param>
    /// <param name="notice">As far as columns of its row tell it.</param>
    public static Notice Read(string? json, Notice notice) =>
        json is not null && JsonSerializer.Deserialize<NewMeeting>(json, Json.Options) is { } told
            ? notice with { Topic = told.Topic, Host = told.Host } : notice;

    sealed record NewMeeting(string? Topic, string? Host);
}
