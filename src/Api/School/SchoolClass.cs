using System.ComponentModel.DataAnnotations;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>A class. Its teacher sees all of its students, and their attendance.</summary>
public sealed record SchoolClass(Guid Id, string Name, Guid? TeacherId, DateTimeOffset CreatedAt)
{
    /// <summary>The columns are those of <see cref="ClassRoutes"/>' queries.</summary>
    public static SchoolClass Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.ValueOrNull<Guid>(2), row.Time(3));
}

/// <summary>A class to be added.</summary>
public sealed record NewClass
{
    [Required, StringLength(200)]
    public string? Name { get; init; }

    [Required]
    public Guid? TeacherId { get; init; }
}

/// <summary>What is to be changed of a class; what is left out stays as it is.</summary>
public sealed record ClassChange
{
    [StringLength(200), NotBlank]
    public string? Name { get; init; }

    public Guid? TeacherId { get; init; }
}
