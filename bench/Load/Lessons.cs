using System.Globalization;
using System.Text;

namespace ZoomOrleans.Bench.Load;

/// <summary>Who comes and goes: lessons whose students all join and leave again and again.</summary>
/// <param name="Start">When all of them began.</param>
/// <param name="First">
/// Of several sets on one database, none has the numbers of another: meetings and students from this one on.
/// </param>
sealed record Lessons(DateTimeOffset Start, int Meetings, int StudentsEach, int First)
{
    public int Students => Meetings * StudentsEach;

    /// <summary>They began an hour ago, on the second.</summary>
    public static Lessons Of(int meetings, int studentsEach = 50, int first = 0) => new(
        DateTimeOffset.FromUnixTimeSeconds(DateTimeOffset.UtcNow.ToUnixTimeSeconds()).AddHours(-1), meetings, studentsEach,
        first);

    const long FirstMeeting = 82_000_000_001;

    public long Number(int meeting) => FirstMeeting + First + meeting;

    public string Email(int student) => string.Create(CultureInfo.InvariantCulture, $"student{First + student}@school.example");

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
            "account_id":"TBIoMe_vEKxotSI9zNb2FA","object":{"uuid":"{{First + meeting:00000000}}//7kT5yH+0bRw2Lg==",
            "id":"{{Number(meeting)}}","host_id":"Z7PbqLxneBAYkut3JJ2zLg","topic":"Physics {{meeting}}","type":8,
            "start_time":"{{Start:yyyy-MM-ddTHH:mm:ssZ}}","timezone":"Europe/Berlin","duration":60,"participant":{
            "user_id":"{{16_780_000 + student}}","user_name":"Student {{student}}","id":"","participant_user_id":"",
            "participant_uuid":"91B827E2-57EE-AE8E-5989-{{First + student:000000000000}}","email":"{{Email(student)}}",
            "public_ip":"203.0.113.24","{{time}}":"{{at:yyyy-MM-ddTHH:mm:ssZ}}"{{rest}}
            """).Replace("\n", "", StringComparison.Ordinal));
    }
}
