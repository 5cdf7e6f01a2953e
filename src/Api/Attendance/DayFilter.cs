using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// Which lessons are asked for, by the day on which they are filed; both ends are included, and what is left out is
/// open. A time stands for its day at the school.
/// </summary>
public readonly record struct DayFilter(TimeOrDate? From, TimeOrDate? To)
{
    /// <summary>For the description of routes that take it.</summary>
    public const string Description =
        "`from` and `to` are days, both included, compared with the lesson's own day in the time zone of its meeting; "
        + "what is left out is open. ";

    /// <summary>What is open is as far away as PostgreSQL can think.</summary>
    public (DateOnly First, DateOnly Last) Days(SchoolClock clock) =>
        (Day(From, clock) ?? DateOnly.MinValue, Day(To, clock) ?? DateOnly.MaxValue);

    /// <returns>Null where the days are in order.</returns>
    public static ValidationProblem? Contradiction((DateOnly First, DateOnly Last) days) =>
        days.Last < days.First ? Problems.Invalid("to", "The last day must not be earlier than the first.") : null;

    static DateOnly? Day(TimeOrDate? moment, SchoolClock clock) =>
        moment?.Date ?? (moment?.Time is { } time ? clock.DayOf(time) : null);
}
