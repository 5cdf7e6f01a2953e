using System.Globalization;
using System.Text;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>What is said of one occurrence, in words into which both implementations can be put.</summary>
sealed record Account
{
    public required string Id { get; init; }

    public required DateOnly Date { get; init; }

    public required OccurrenceStatus Status { get; init; }

    public required AttendanceState State { get; init; }

    public DateTimeOffset? Started { get; init; }

    public DateTimeOffset? Ended { get; init; }

    /// <summary>The scheduled time; null of an unscheduled occurrence.</summary>
    public Stretch? Lesson { get; init; }

    public IReadOnlyList<StudentAccount> Students { get; init; } = [];

    public IReadOnlyList<GuestAccount> Guests { get; init; } = [];

    public required LiveCounts Counts { get; init; }

    /// <summary>All occurrences, in an order of their own.</summary>
    public static string InWords(IEnumerable<Account> accounts)
    {
        var text = new StringBuilder();
        foreach (var account in accounts.OrderBy(account => account.Id, StringComparer.Ordinal))
            account.Tell(text);
        return text.ToString();
    }

    void Tell(StringBuilder text)
    {
        text.Append(CultureInfo.InvariantCulture, $"{Id} {Date:yyyy-MM-dd} {Status} {State}");
        text.Append(CultureInfo.InvariantCulture, $" from {Moment(Started)} to {Moment(Ended)}");
        text.Append(CultureInfo.InvariantCulture, $" planned {Moment(Lesson?.From)} to {Moment(Lesson?.To)}\n");
        foreach (var student in Students.OrderBy(student => student.Id))
            text.Append("  ").Append(student.InWords()).Append('\n');
        foreach (var guest in Guests.Select(guest => guest.InWords()).Order(StringComparer.Ordinal))
            text.Append("  guest ").Append(guest).Append('\n');
        text.Append(CultureInfo.InvariantCulture, $"  enrolled {Counts.Enrolled}, in now {Counts.InNow}, ");
        text.Append(CultureInfo.InvariantCulture, $"present {Counts.Present}, partial {Counts.Partial}, ");
        text.Append(CultureInfo.InvariantCulture, $"not joined {Counts.NotJoined}, guests {Counts.Guests}\n");
    }

    public static string Moment(DateTimeOffset? time) =>
        time?.UtcDateTime.ToString("MM-dd'T'HH:mm:ss.fff", CultureInfo.InvariantCulture) ?? "-";
}

/// <summary>What is said of one student. An interval without a beginning is a leave whose join nobody reported.</summary>
sealed record StudentAccount
{
    public required Guid Id { get; init; }

    public required AttendanceStatus? Status { get; init; }

    public required AttendanceStatus Computed { get; init; }

    public required long Seconds { get; init; }

    public bool Late { get; init; }

    public bool LeftEarly { get; init; }

    public AttendanceFlags Flags { get; init; }

    public MatchedBy? MatchedBy { get; init; }

    public AttendanceStatus? Override { get; init; }

    public int Stays { get; init; }

    /// <summary>How many are in now.</summary>
    public int Connections { get; init; }

    public IReadOnlyList<(DateTimeOffset? Join, DateTimeOffset Leave)> Intervals { get; init; } = [];

    public string InWords()
    {
        var text = new StringBuilder();
        text.Append(Encoding.UTF8.GetString(Id.ToByteArray()).TrimEnd());
        text.Append(CultureInfo.InvariantCulture, $": {Status} ({Computed}) {Seconds} s");
        text.Append(Late ? " late" : "").Append(LeftEarly ? " left early" : "");
        text.Append(CultureInfo.InvariantCulture, $" [{Flags}] by {MatchedBy}, set to {Override},");
        text.Append(CultureInfo.InvariantCulture, $" {Stays} stays, {Connections} in now:");
        foreach (var (join, leave) in Intervals)
            text.Append(CultureInfo.InvariantCulture, $" {Account.Moment(join)}~{Account.Moment(leave)}");
        return text.ToString();
    }
}

/// <summary>What is said of one guest.</summary>
/// <param name="Connections">How many are in now.</param>
sealed record GuestAccount(string Name, long Seconds, int Connections)
{
    public string InWords() =>
        string.Create(CultureInfo.InvariantCulture, $"\"{Name}\" {Seconds} s, {Connections} in now");
}
