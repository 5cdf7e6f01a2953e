using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Meetings;

public enum RecurrenceType
{
    Daily,
    Weekly,
    Monthly,
}

/// <summary>The days of a week, which begins on Monday.</summary>
public enum Weekday
{
    Mon,
    Tue,
    Wed,
    Thu,
    Fri,
    Sat,
    Sun,
}

/// <summary>
/// When the lessons of a recurring meeting are, from the meeting's start on, at its time of day in its time zone.
/// </summary>
public sealed record Recurrence : IValidatableObject
{
    [Required]
    public RecurrenceType? Type { get; init; }

    /// <summary>Every so many days, weeks or months.</summary>
    [Range(1, 90)]
    public int Interval { get; init; } = 1;

    /// <summary>Weekly: on these days; left out, on that of the start.</summary>
    [MinLength(1)]
    public IReadOnlyList<Weekday>? WeekDays { get; init; }

    /// <summary>Monthly: on this day, in the months that have it; left out, on that of the start.</summary>
    [Range(1, 31)]
    public int? MonthDay { get; init; }

    /// <summary>So many lessons.</summary>
    [Range(1, Lessons.CountMax)]
    public int? Count { get; init; }

    /// <summary>No lesson begins later; a date is included.</summary>
    public TimeOrDate? Until { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Count is null == Until is null)
            yield return new ValidationResult("Either count or until says where it ends.", ["count"]);
        if (WeekDays is not null && Type != RecurrenceType.Weekly)
            yield return new ValidationResult("Only for weekly recurrence.", ["weekDays"]);
        if (MonthDay is not null && Type != RecurrenceType.Monthly)
            yield return new ValidationResult("Only for monthly recurrence.", ["monthDay"]);
    }
}
