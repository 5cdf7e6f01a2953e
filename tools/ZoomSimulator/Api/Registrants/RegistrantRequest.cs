using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Whom a caller wants to register.</summary>
sealed record RegistrantRequest(string Email, string FirstName, string? LastName)
{
    const int NameMax = 64, EmailMax = 128;

    public bool IsApprovedAtOnce { get; init; }

    public IReadOnlyList<string> OccurrenceIds { get; init; } = [];

    public static (RegistrantRequest? Request, Fields Fields) Read(JsonObject json, bool isLastNameRequired)
    {
        var fields = new Fields(json);
        var (email, first) = (fields.Text("email", EmailMax), fields.Text("first_name", NameMax));
        var last = fields.Text("last_name", NameMax);
        if (fields.Errors.Count == 0 && !IsAddress(email))
            fields.Add("email", "The value that you entered for the Email field is invalid.");
        if (string.IsNullOrWhiteSpace(first))
            fields.Add("first_name", "First name is required.");
        if (isLastNameRequired && string.IsNullOrWhiteSpace(last))
            fields.Add("last_name", "Last name is required.");
        var isApproved = fields.Flag("auto_approve") == true;
        return fields.Errors.Count > 0
            ? (null, fields)
            : (new(email!, first!, last) { IsApprovedAtOnce = isApproved }, fields);
    }

    static bool IsAddress(string? email) =>
        email?.Split('@') is [{ Length: > 0 }, { Length: > 2 } domain] && domain.Contains('.') && !email.Contains(' ');
}
