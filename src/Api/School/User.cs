using System.ComponentModel.DataAnnotations;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>Somebody of the school.</summary>
/// <param name="Sex">Null also where the caller may not know it: only admins and teachers of the user's classes do.</param>
public sealed record User(
    Guid Id, string Name, string Email, Role Role, string? ZoomUserId, DateTimeOffset CreatedAt, Sex? Sex)
{
    /// <summary>The columns are those of <see cref="UserRoutes"/>' queries.</summary>
    public static User Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), EnumText.Read<Role>(row.GetString(3)),
        row.TextOrNull(4), row.Time(5), row.TextOrNull(6) is { } sex ? EnumText.Read<Sex>(sex) : null);
}

/// <summary>A user to be added. Without an id, one is made.</summary>
public sealed record NewUser
{
    public Guid? Id { get; init; }

    [Required, StringLength(200)]
    public string? Name { get; init; }

    [Required, StringLength(320), EmailAddress]
    public string? Email { get; init; }

    [Required]
    public Role? Role { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? ZoomUserId { get; init; }

    public Sex? Sex { get; init; }
}

/// <summary>What is to be changed of a user; what is left out stays as it is.</summary>
public sealed record UserChange
{
    [StringLength(200), NotBlank]
    public string? Name { get; init; }

    [StringLength(320), EmailAddress]
    public string? Email { get; init; }

    public Role? Role { get; init; }

    [StringLength(100, MinimumLength = 1)]
    public string? ZoomUserId { get; init => (field, ZoomUserIdIsGiven) = (value, true); }

    internal bool ZoomUserIdIsGiven { get; private init; }

    public Sex? Sex { get; init => (field, SexIsGiven) = (value, true); }

    internal bool SexIsGiven { get; private init; }
}
