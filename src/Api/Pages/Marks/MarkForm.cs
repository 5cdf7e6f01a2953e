using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages.Marks;

/// <summary>What can be decided on the page of a lesson's attendance.</summary>
public enum MarkDecision
{
    Override,
    RemoveOverride,
    Confirm,
    Void,
    UndoVoid,
    Unlock,
}

/// <summary>A form of that page as it was sent: what it says need not make sense.</summary>
/// <param name="Decision">What is decided.</param>
/// <param name="Student">About whom; null: about the lesson.</param>
/// <param name="Status">The mark, where one is set.</param>
/// <param name="Reason">Why.</param>
/// <param name="IsLive">Whether it was sent from the live page.</param>
public sealed record MarkForm(MarkDecision Decision, Guid? Student, AttendanceStatus? Status, string Reason, bool IsLive)
{
    public const string FromLivePage = "live";

    /// <summary>By which the page knows the form again that could not be carried out.</summary>
    public string Key => KeyOf(Decision, Student);

    public static string KeyOf(MarkDecision decision, Guid? student) =>
        student is null ? EnumText.Of(decision) : $"{EnumText.Of(decision)}-{student}";

    /// <returns>Null where it is no form of this page.</returns>
    public static async ValueTask<MarkForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return null;
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return EnumText.Find<MarkDecision>($"{form["decision"]}") is not { } decision ? null : new(
            decision, Guid.TryParse(form["student"], out var student) ? student : null,
            EnumText.Find<AttendanceStatus>($"{form["status"]}"), $"{form["reason"]}".Trim(),
            form["from"] == FromLivePage);
    }

    public bool LacksStatus => Decision is MarkDecision.Override && Status is null;

    /// <summary>What is missing, for whoever filled it in; null where nothing is.</summary>
    public string? Problem => Decision switch
    {
        _ when LacksStatus => "Choose a mark.",
        _ when Reason.Length == 0 => "Say why, in a few words.",
        _ => FormProblem.Of(new DecisionReason { Reason = Reason }),
    };

    /// <summary>What is said when it is done.</summary>
    public static string Said(MarkDecision done) => done switch
    {
        MarkDecision.Override => "Saved: the mark is set by hand.",
        MarkDecision.RemoveOverride => "Saved: the computed mark holds again.",
        MarkDecision.Confirm => "Saved: the marks stand.",
        MarkDecision.Void => "Saved: the lesson counts as not held.",
        MarkDecision.UndoVoid => "Saved: the lesson counts again.",
        _ => "Saved: the marks are unlocked, and computed again.",
    };

    public Decision ToDecision(string occurrenceId, Guid by) => Decision switch
    {
        MarkDecision.Override => new Overridden
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason, StudentId = Student ?? Guid.Empty,
            Status = Status!.Value,
        },
        MarkDecision.RemoveOverride => new OverrideRemoved
        {
            Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason, StudentId = Student ?? Guid.Empty,
        },
        MarkDecision.Confirm => new Confirmed { Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason },
        MarkDecision.Void => new Voided { Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason },
        MarkDecision.UndoVoid => new VoidUndone { Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason },
        _ => new Unlocked { Id = Guid.NewGuid(), OccurrenceId = occurrenceId, By = by, Reason = Reason },
    };
}
