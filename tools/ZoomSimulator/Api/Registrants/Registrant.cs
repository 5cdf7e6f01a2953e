namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Somebody registered for a meeting: the e-mail address is who it is, whatever names come with it.</summary>
sealed class Registrant
{
    public required string Id { get; init; }

    public required string Email { get; init; }

    public required string JoinUrl { get; init; }

    public required int PinCode { get; init; }

    public required DateTimeOffset CreatedAt { get; init; }

    public required string FirstName { get; set; }

    public string LastName { get; set; } = "";

    public RegistrantStatus Status { get; set; }

    /// <summary>For which dates; none: all of them.</summary>
    public IReadOnlyList<string> OccurrenceIds { get; set; } = [];

    public string Name => $"{FirstName} {LastName}".Trim();

    public bool Is(string email) => string.Equals(Email, email, StringComparison.OrdinalIgnoreCase);
}
