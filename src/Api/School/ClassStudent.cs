using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.School;

/// <summary>Somebody who belongs to a class, or will.</summary>
public sealed record ClassStudent(Guid StudentId, string Name, string Email, DateTimeOffset From, DateTimeOffset? To)
{
    /// <summary>The columns are those of <see cref="EnrolmentRoutes"/>' query.</summary>
    public static ClassStudent Read(NpgsqlDataReader row) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.Time(3), row.ValueOrNull<DateTimeOffset>(4));
}

/// <summary>A student's time in a class, half-open.</summary>
public sealed record ClassEnrolment(Guid ClassId, Guid StudentId, DateTimeOffset From, DateTimeOffset? To);

/// <summary>
/// Since when and until when; left out: from now, for good. A date stands for its midnight at the school.
/// </summary>
public sealed record EnrolmentTimes
{
    public TimeOrDate? From { get; init; }

    public TimeOrDate? To { get; init; }
}
