using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.School;

/// <summary>Somebody who belongs to a class, or will.</summary>
/// <param name="MayRegister">Whether they are registered for the class's meetings, too: not under a foreign address.</param>
public sealed record ClassStudent(
    Guid StudentId, string Name, string Email, DateTimeOffset From, DateTimeOffset? To, bool MayRegister)
{
    /// <summary>The columns are those of <see cref="EnrolmentRoutes"/>' query.</summary>
    public static ClassStudent Read(NpgsqlDataReader row, RegistrationRule rule) => new(
        row.GetGuid(0), row.GetString(1), row.GetString(2), row.Time(3), row.ValueOrNull<DateTimeOffset>(4),
        rule.Allows(row.GetString(2)));
}

/// <summary>A student's time in a class, half-open.</summary>
/// <param name="MayRegister">As in <see cref="ClassStudent"/>.</param>
public sealed record ClassEnrolment(Guid ClassId, Guid StudentId, DateTimeOffset From, DateTimeOffset? To, bool MayRegister);

/// <summary>
/// Since when and until when; left out: from now, for good. A date stands for its midnight at the school.
/// </summary>
public sealed record EnrolmentTimes
{
    public TimeOrDate? From { get; init; }

    public TimeOrDate? To { get; init; }
}
