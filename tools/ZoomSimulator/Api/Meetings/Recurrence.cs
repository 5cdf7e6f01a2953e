using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>When a meeting of type 8 takes place, by the calendar of its time zone.</summary>
/// <param name="Json">As it was sent, which is how Zoom tells it.</param>
sealed record Recurrence(JsonObject Json)
{
    public const int OccurrencesMax = 50;
    const int Daily = 1, Weekly = 2, Monthly = 3, DaysAhead = 366 * 15;

    int Kind { get; init; }

    int Interval { get; init; } = 1;

    /// <summary>1 is Sunday.</summary>
    IReadOnlyList<int> WeekDays { get; init; } = [];

    int? MonthDay { get; init; }

    /// <summary>1 to 4, or -1 for the last.</summary>
    int? MonthWeek { get; init; }

    int? MonthWeekDay { get; init; }

    int? Times { get; init; }

    DateTimeOffset? Until { get; init; }

    public static Recurrence? Read(JsonObject json, Fields errors)
    {
        var fields = new Fields(json, "recurrence.");
        var kind = fields.Number("type", Daily, Monthly);
        var read = new Recurrence(json.DeepClone().AsObject())
        {
            Kind = kind ?? 0,
            Interval = fields.Number("repeat_interval", 1, kind is Weekly ? 12 : kind is Monthly ? 3 : 90) ?? 1,
            WeekDays = ReadWeekDays(fields),
            MonthDay = fields.Number("monthly_day", 1, 31),
            MonthWeek = fields.Number("monthly_week", -1, 4),
            MonthWeekDay = fields.Number("monthly_week_day", 1, 7),
            Times = fields.Number("end_times", 1, OccurrencesMax),
            Until = fields.Text("end_date_time", 20) is { } text ? MeetingTime.Utc(text, "end_date_time", fields) : null,
        };
        if (kind is null && json["type"] is null)
            fields.Add("type");
        if (read is { Times: not null, Until: not null })
            fields.Add("end_times", "Only one of end_times and end_date_time.");
        errors.AddRange(fields);
        return fields.Errors.Count == 0 ? read : null;
    }

    public List<Occurrence> From(DateTimeOffset start, string timeZone, int duration)
    {
        var zone = TimeZoneInfo.FindSystemTimeZoneById(timeZone);
        var first = TimeZoneInfo.ConvertTime(start, zone).DateTime;
        // Zoom's own default: a recurrence without an end takes place once.
        var most = Times ?? (Until is null ? 1 : OccurrencesMax);
        return
        [
            .. Enumerable.Range(0, DaysAhead)
                .Select(days => first.AddDays(days))
                .Where(day => IsOn(day, first))
                .Select(day => MeetingTime.InZone(day, zone))
                .TakeWhile(at => Until is null || at <= Until)
                .Take(most)
                .Select(at => Occurrence.At(at, duration)),
        ];
    }

    bool IsOn(DateTime day, DateTime first) => Kind switch
    {
        Daily => (day - first).Days % Interval == 0,
        Weekly => WeekOf(day, first) % Interval == 0
            && (WeekDays.Count == 0 ? day.DayOfWeek == first.DayOfWeek : WeekDays.Contains(Number(day))),
        _ => MonthOf(day, first) % Interval == 0 && IsInMonth(day, first),
    };

    bool IsInMonth(DateTime day, DateTime first)
    {
        if (MonthWeek is not { } week)
            return day.Day == (MonthDay ?? first.Day);
        if (Number(day) != (MonthWeekDay ?? Number(first)))
            return false;
        return week == -1
            ? day.Day + 7 > DateTime.DaysInMonth(day.Year, day.Month)
            : (day.Day - 1) / 7 + 1 == week;
    }

    static int Number(DateTime day) => (int)day.DayOfWeek + 1;

    /// <summary>Weeks begin on Sunday.</summary>
    static int WeekOf(DateTime day, DateTime first) => ((day - first).Days + (int)first.DayOfWeek) / 7;

    static int MonthOf(DateTime day, DateTime first) => (day.Year - first.Year) * 12 + day.Month - first.Month;

    static IReadOnlyList<int> ReadWeekDays(Fields fields)
    {
        var days = new List<int>();
        foreach (var part in fields.Text("weekly_days", 20)?.Split(',', StringSplitOptions.TrimEntries) ?? [])
        {
            if (part is [>= '1' and <= '7'])
                days.Add(part[0] - '0');
            else
                fields.Add("weekly_days");
        }
        return days;
    }
}
