using System.Text;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

/// <summary>Bodies as Zoom writes them, with the part under test left to the test.</summary>
static class Webhook
{
    public const string Run = "/Qx1//7kT5yH+0bRw2LmAA==";
    public const long MeetingId = 81234567890;
    public const long EventTime = 1772470806776; // 2026-03-02T17:00:06.776Z

    public static string Body(string name, string meeting, string eventTime = "1772470806776") =>
        $$$"""{"event":"{{{name}}}","event_ts":{{{eventTime}}},"payload":{"account_id":"a","object":{{{meeting}}}}}""";

    public static string Joined(string participant) => Body(
        "meeting.participant_joined",
        $$$"""{"uuid":"{{{Run}}}","id":"81234567890","participant":{{{participant}}}}""");

    public static ZoomEvent Parse(string body) => ZoomEvent.Parse(Encoding.UTF8.GetBytes(body));

    public static ZoomEvent.Recorded Recorded(string body) => Assert.IsType<ZoomEvent.Recorded>(Parse(body));

    public static Fact FactOf(string body) => Assert.IsType<Fact>(Recorded(body).Entry);

    public static Notice NoticeOf(string body) => Assert.IsType<Notice>(Recorded(body).Entry);

    public static string ReasonOf(string body) => Assert.IsType<ZoomEvent.Unreadable>(Parse(body)).Reason;

    public static DateTimeOffset Utc(string time) =>
        DateTimeOffset.Parse(time, System.Globalization.CultureInfo.InvariantCulture);
}
