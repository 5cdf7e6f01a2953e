using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>What is to be called present, late and gone early from a date on. What is left out is as by default.</summary>
public record NewPolicy : IValidatableObject
{
    /// <summary>The first day whose lessons it holds for; left out, today at the school. May lie in the past.</summary>
    public DateOnly? EffectiveFrom { get; init; }

    /// <summary>At least so many minutes are present.</summary>
    [Range(1, 1440)]
    public int PresentAfterMinutes { get; init; } = Policy.Default.PresentAfterMinutes;

    /// <summary>If given, instead of the minutes: at least this percent of the lesson's length.</summary>
    [Range(1, 100)]
    public int? PresentAfterPercent { get; init; }

    public PolicyWindow Window { get; init; }

    /// <summary>If given, who first comes later than this after the lesson's start is late.</summary>
    [Range(0, 1440)]
    public int? LateAfterMinutes { get; init; }

    /// <summary>If given, who is gone more than this before the lesson's end has left early.</summary>
    [Range(0, 1440)]
    public int? LeftEarlyMinutes { get; init; }

    public Policy Of(DateOnly today) => new()
    {
        EffectiveFrom = EffectiveFrom ?? today,
        PresentAfterMinutes = PresentAfterMinutes,
        PresentAfterPercent = PresentAfterPercent,
        Window = Window,
        LateAfterMinutes = LateAfterMinutes,
        LeftEarlyMinutes = LeftEarlyMinutes,
    };

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (EffectiveFrom is { } date && !Rfc3339.IsInRange(date.Year))
            yield return new ValidationResult("No lesson is held so long ago, or so far ahead.", ["effectiveFrom"]);
    }
}
