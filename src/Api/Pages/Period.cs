using System.Globalization;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Pages;

/// <summary>The days that a page shows, both included: a month, unless others are asked for.</summary>
public readonly record struct Period(DateOnly First, DateOnly Last)
{
    /// <summary>With one end named, the rest of that month; the wrong way round, the same days.</summary>
    public static Period Of(DayFilter asked, SchoolClock clock)
    {
        var (first, last) = asked.Days(clock);
        return (asked.From, asked.To) switch
        {
            (null, null) => Month(clock.Today),
            (null, _) => new(Month(last).First, last),
            (_, null) => new(first, Month(first).Last),
            _ when last < first => new(last, first),
            _ => new(first, last),
        };
    }

    public static Period Month(DateOnly day)
    {
        var first = new DateOnly(day.Year, day.Month, 1);
        return new(first, first.AddMonths(1).AddDays(-1));
    }

    public bool IsMonth => this == Month(First);

    /// <summary>As many days, or the month, before these; null where no day can be asked for any more.</summary>
    public Period? Previous =>
        Askable(IsMonth ? Month(First.AddDays(-1)) : new(First.AddDays(-Length), First.AddDays(-1)));

    /// <summary>The same after these.</summary>
    public Period? Next => Askable(IsMonth ? Month(Last.AddDays(1)) : new(Last.AddDays(1), Last.AddDays(Length)));

    /// <summary>The months in which these days lie, each by its first.</summary>
    public IEnumerable<DateOnly> Months
    {
        get
        {
            var last = Last;
            for (var month = Month(First).First; month <= last; month = month.AddMonths(1))
                yield return month;
        }
    }

    public DayFilter Filter => new(TimeOrDate.Of(First), TimeOrDate.Of(Last));

    /// <summary>For an address.</summary>
    public string Query => $"from={Rfc3339.Write(First)}&to={Rfc3339.Write(Last)}";

    public string Name => IsMonth ? MonthName(First) : $"{PageTimes.Day(First)} to {PageTimes.Day(Last)}";

    public static string MonthName(DateOnly day) => day.ToString("MMMM yyyy", CultureInfo.InvariantCulture);

    int Length => Last.DayNumber - First.DayNumber + 1;

    static Period? Askable(Period period) =>
        Rfc3339.IsInRange(period.First.Year) && Rfc3339.IsInRange(period.Last.Year) ? period : null;
}
