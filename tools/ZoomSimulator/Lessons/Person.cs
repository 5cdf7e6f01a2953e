namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// Somebody who may come to a lesson. What is null, Zoom does not know; of a guest Zoom tells the name only.
/// </summary>
public sealed record Person(string Name)
{
    public string? Email { get; init; }

    public string? RegistrantId { get; init; }

    public string? ZoomUserId { get; init; }

    public Role Role { get; init; } = Role.Student;

    /// <summary>How this person behaves; null: as the plan says for all.</summary>
    public Behaviour? Behaviour { get; init; }
}
