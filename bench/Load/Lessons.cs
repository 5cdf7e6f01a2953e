using System.Globalization;
using System.Text;

namespace ZoomOrleans.Bench.Load;

/// <summary>Who comes and goes: lessons of 50 students each, who all join and leave again and again.</summary>
sealed record Lessons(DateTimeOffset Start, int Meetings)
{
    public const int StudentsEach = 50;

    public int Students => Meetings * StudentsEach;

    /// <summary>They began an hour ago, on the second.</summary>
    public static Lessons Of(int meetings) =>
        new(DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddHours(-1), meetings);

    const long FirstMeeting = 82_000_000_001;

    public static long Number(int meeting) => FirstMeeting + meeting;

    public static string Email(int student) => string.Create(CultureInfo.InvariantCulture, $"student{student}@school.example");

    /// <summary>The body of a student's n-th webhook, each of another second: no fact comes twice.</summary>
    public byte[] Body(int student, int n)
    {
        var meeting = student % Meetings;
        var at = Start.AddSeconds(n);
        var (name, time, rest) = n % 2 == 0
            ? ("joined", "join_time", "}}}}")
            : ("left", "leave_time", ""","leave_reason":"left the meeting. Reason : left the meeting"}}}}""");
        return Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $$"""
            {"event":"meeting.participant_{{name}}","event_ts":{{at.ToUnixTimeMilliseconds()}},"payload":{
            "account_id":"TBIoMe_vEKxotSI9zNb2FA","object":{"uuid":"{{meeting:0000}}1//7kT5yH+0bRw2Lg==",
            "id":"{{Number(meeting)}}","host_id":"Z7PbqLxneBAYkut3JJ2zLg","topic":"Physics {{meeting}}","type":8,
            "start_time":"{{Start:yyyy-MM-ddTHH:mm:ssZ}}","timezone":"Europe/Berlin","duration":60,"participant":{
            "user_id":"{{16_780_000 + student}}","user_name":"Student {{student}}","id":"","participant_user_id":"",
            "participant_uuid":"91B827E2-57EE-AE8E-5989-{{student:000000000000}}","email":"{{Email(student)}}",
            "public_ip":"203.0.113.24","{{time}}":"{{at:yyyy-MM-ddTHH:mm:ssZ}}"{{rest}}
            """).Replace("\n", "", StringComparison.Ordinal));
    }
}
