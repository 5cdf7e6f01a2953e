namespace ZoomOrleans;

/// <summary>Somebody says that a guest is a student. How the guest will be known again, the grain finds out.</summary>
/// <param name="Id">The id of the match that is to be.</param>
/// <param name="OccurrenceId">Where the guest was seen.</param>
/// <param name="GuestId">As the live view calls the guest.</param>
/// <param name="StudentId">Who it is.</param>
/// <param name="By">Who says so.</param>
[GenerateSerializer, Immutable, Alias("GuestMatch")]
public sealed record GuestMatch(
    [property: Id(0)] Guid Id,
    [property: Id(1)] string OccurrenceId,
    [property: Id(2)] string GuestId,
    [property: Id(3)] Guid StudentId,
    [property: Id(4)] Guid By);
