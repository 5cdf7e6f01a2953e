using Npgsql;

namespace ZoomOrleans.Api.Pages;

/// <summary>Somebody by their name, or a class by its.</summary>
public sealed record Named(Guid Id, string Name)
{
    public static Named Read(NpgsqlDataReader row) => new(row.GetGuid(0), row.GetString(1));
}
