using System.Globalization;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Registration;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Registration;

/// <summary>Registrants in their table, wanted and actual.</summary>
sealed class RegistrationRows(SiloDatabase database, RegistrationRule rule) : IRegistrationRows
{
    const string Student = "student";

    public async Task<MeetingRegistrations> Read(long meeting, DateTimeOffset now)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var batch = new NpgsqlBatch(connection)
        {
            BatchCommands =
            {
                new(RegistrationSql.Due) { Parameters = { Text(meeting) } },
                new(RegistrationSql.Meeting) { Parameters = { Text(meeting), Time(now) } },
                new(RegistrationSql.People)
                {
                    Parameters = { Text(meeting), Time(now), new() { Value = DateOnly.FromDateTime(now.UtcDateTime) } },
                },
            },
        };
        await using var row = await batch.ExecuteReaderAsync();
        var due = await row.ReadAsync() ? (Revision: row.GetInt64(0), Look: row.GetBoolean(1)) : default;
        await row.NextResultAsync();
        var known = await row.ReadAsync()
            ? new MeetingRegistrations(due.Revision, [])
            {
                IsLookAsked = due.Look,
                TakesSeveral = row.GetBoolean(0),
                IsCancelled = row.GetBoolean(1),
                NextChange = row.ValueOrNull<DateTimeOffset>(2),
                IsMailed = row.ValueOrNull<bool>(3),
            }
            : new MeetingRegistrations(due.Revision, []);
        await row.NextResultAsync();
        var everybody = new List<Registrant>();
        while (await row.ReadAsync())
        {
            var one = ReadOne(row);
            var hasRow = row.GetBoolean(16);
            if (one.IsWanted || hasRow)
                everybody.Add(one);
        }
        return known with { Everybody = everybody };
    }

    public async Task<IReadOnlyList<Registrant>> Save(long meeting, IReadOnlyList<Registrant> changed, DateTimeOffset now)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await using var command = new NpgsqlCommand(RegistrationSql.Save, connection, transaction)
        {
            Parameters =
            {
                Text(meeting),
                new()
                {
                    Value = JsonSerializer.Serialize(changed.Select(SavedRegistrant.Of), SavedRegistrant.Json),
                    NpgsqlDbType = NpgsqlDbType.Jsonb,
                },
                new() { Value = DateOnly.FromDateTime(now.UtcDateTime) },
            },
        };
        if (await command.ExecuteNonQueryAsync() != changed.Count)
            throw new InvalidOperationException("Somebody else registers for this meeting at the moment.");
        await transaction.CommitAsync();
        return [.. changed.Select(one => one with { Revision = one.Revision + 1 })];
    }

    public async Task Finish(long meeting, long dueRevision, DateTimeOffset? next, bool hasLooked, string? error)
    {
        await using var command = database.Command(next is null ? RegistrationSql.Done : RegistrationSql.Later);
        command.Parameters.Add(Text(meeting));
        command.Parameters.Add(new() { Value = dueRevision });
        if (next is { } time)
        {
            command.Parameters.Add(Time(time));
            command.Parameters.Add(new() { Value = hasLooked });
            command.Parameters.Add(new() { Value = (object?)error ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        }
        await command.ExecuteNonQueryAsync();
    }

    public async Task<DateTimeOffset?> NextLesson(long meeting)
    {
        await using var command = database.Command(RegistrationSql.NextLesson);
        command.Parameters.Add(Text(meeting));
        await using var row = await command.ExecuteReaderAsync();
        return await row.ReadAsync() ? row.ValueOrNull<DateTimeOffset>(0) : null;
    }

    public async Task PutOff(long meeting, string error)
    {
        await using var command = database.Command(RegistrationSql.PutOff);
        command.Parameters.Add(Text(meeting));
        command.Parameters.Add(new() { Value = error });
        await command.ExecuteNonQueryAsync();
    }

    Registrant ReadOne(NpgsqlDataReader row)
    {
        var isAllowed = row.GetString(3) != Student || rule.Allows(row.GetString(1));
        return new Registrant
        {
            UserId = row.GetGuid(0),
            Email = row.IsDBNull(5) ? row.GetString(1) : row.GetString(5),
            Name = row.GetString(2),
            IsWanted = row.GetBoolean(4) && isAllowed,
            ZoomId = row.IsDBNull(6) ? null : row.GetString(6),
            JoinUrl = row.IsDBNull(7) ? null : row.GetString(7),
            Status = row.IsDBNull(8)
                ? RegistrantStatus.Pending : Enum.Parse<RegistrantStatus>(row.GetString(8), ignoreCase: true),
            IsUncertain = row.GetBoolean(9),
            Failures = row.GetInt32(10),
            Error = row.IsDBNull(11) ? null : row.GetString(11),
            RetryAt = row.IsDBNull(12) ? null : row.GetFieldValue<DateTimeOffset>(12),
            Registrations = row.GetInt32(13),
            Changes = row.GetInt32(14),
            Revision = row.GetInt64(15),
            IsDeniedAtZoom = row.GetBoolean(17),
            AwaitsHost = row.GetBoolean(18),
            IsErased = row.GetBoolean(19),
        };
    }

    static NpgsqlParameter Text(long meeting) => new() { Value = meeting.ToString(CultureInfo.InvariantCulture) };

    static NpgsqlParameter Time(DateTimeOffset time) => new() { Value = time.ToUniversalTime() };
}
