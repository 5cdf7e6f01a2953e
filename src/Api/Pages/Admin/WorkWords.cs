using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>What the program does, and whom it refuses, in an admin's words.</summary>
static class WorkWords
{
    /// <param name="kind">As it stands in <c>due_work</c>.</param>
    public static string Of(string kind) => kind switch
    {
        "attendance" => "Computing attendance",
        "unscheduled" => "Forgetting a meeting that nobody scheduled",
        "retention" => "Deleting what has been kept long enough",
        "registration" => "Registering people at Zoom",
        "reconciliation" => "Comparing attendance with Zoom's report",
        "erasure" => "Erasing somebody's data",
        "creation" => "Removing a meeting that was made in Zoom for nobody",
        "meeting" => "Following a change that was made in Zoom",
        _ => kind,
    };

    /// <param name="reason">As it stands in the audit log.</param>
    public static string Refused(string? reason) => EnumText.Find<Refusal>(reason ?? "") switch
    {
        Refusal.UnknownUser => "nobody here has this account or its e-mail address",
        Refusal.EmailNotVerified => "the provider does not vouch for the e-mail address",
        Refusal.EmailLinkedAlready => "the user with this e-mail address signs in with another account",
        Refusal.ProviderAway => "the sign-in provider did not answer",
        Refusal.Unfinished => "signing in was not finished",
        Refusal.Expired => "the token was too old",
        Refusal.NotYetValid => "the token was not valid yet",
        Refusal.OtherAudience => "the token was for another program",
        Refusal.OtherIssuer => "the token was of an issuer that is not accepted",
        Refusal.WrongSignature => "the token was not signed by its issuer",
        Refusal.Unreadable => "the token could not be read",
        _ => "the token was not valid",
    };
}
