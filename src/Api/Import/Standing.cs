using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>Somebody who is in the tables already.</summary>
sealed record StandingUser(Guid Id, string Name, string Email, Role Role, string? ZoomUserId, Sex? Sex);

/// <summary>A class that is in the tables already.</summary>
sealed record StandingClass(Guid Id, string Name, Guid? Teacher);

/// <summary>A student and their class.</summary>
readonly record struct ClassPlace(Guid Class, Guid Student);

/// <summary>A parent and their child.</summary>
readonly record struct Kinship(Guid Parent, Guid Student);
