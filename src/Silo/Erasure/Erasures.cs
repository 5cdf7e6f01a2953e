using System.Text.RegularExpressions;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Erasure;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>
/// Carries out what an admin has asked for: step by step, each of which may be broken off anywhere and begun anew.
/// </summary>
public sealed class Erasures(SiloDatabase database, ErasedPeople people, LogScan logs, Stragglers stragglers, ZoomAccount zoom)
{
    /// <summary>
    /// So long Zoom may tell of somebody by their old name: a report comes a day after a lesson, and what it could not
    /// deliver can be fetched for a week.
    /// </summary>
    const string SettlesAfter = "8 days";

    /// <summary>Zoom is asked for a week to forget registrations. What it has not done then, it has to be told by hand.</summary>
    const string Find = """
        SELECT step, salt, person, requested_at, settles_at, hashes, requested_at < now() - interval '7 days'
        FROM erasures WHERE id = $1
        """;

    const string RenameUser = "SELECT access.rename_user($1, $2, $3, $4, $5)";

    const string RenameRegistrants = """
        UPDATE meeting_registrants SET zoom_registrant_id = $2::jsonb ->> zoom_registrant_id
        WHERE user_id = $1 AND NOT is_erased AND zoom_registrant_id IS NOT NULL
        """;

    const string Stays = "SELECT DISTINCT name, email FROM zoom_participants WHERE user_id = $1";

    const string RenameStays = """
        UPDATE zoom_participants SET name = $2::jsonb ->> name, email = $3::jsonb ->> email WHERE user_id = $1
        """;

    const string RenameTexts = "SELECT access.rename_in_texts($1, $2)";

    const string Step = "UPDATE erasures SET step = $2 WHERE id = $1";

    const string ForgetPerson = "UPDATE erasures SET step = 'zoom', person = NULL, hashes = $2 WHERE id = $1";

    const string IsRegistered = """
        SELECT EXISTS (
            SELECT FROM meeting_registrants one JOIN zoom_meetings meeting ON meeting.id = one.meeting_id
            WHERE user_id = $1 AND is_erased AND (zoom_registrant_id IS NOT NULL OR is_uncertain)
                AND access.takes_registrations(meeting, now()))
        """;

    const string AskAgain = """
        WITH waits AS (UPDATE erasures SET problem = $2 WHERE id = $1)
        UPDATE due_work SET due_at = now() + interval '5 seconds' WHERE kind = 'erasure' AND key = $1::text
        """;

    const string Settling = $"""
        WITH settling AS (
            UPDATE erasures SET step = 'settling', settles_at = now() + interval '{SettlesAfter}', problem = $2 WHERE id = $1),
        gone AS (DELETE FROM meeting_registrants WHERE user_id = $1 AND is_erased)
        UPDATE due_work SET due_at = now() + interval '{SettlesAfter}', attempts = 0, last_error = NULL
        WHERE kind = 'erasure' AND key = $1::text
        """;

    const string LookAgain = """
        UPDATE erasures SET step = 'logs', person = $2::jsonb, scanned_meeting = 0, scanned_seq = 0 WHERE id = $1
        """;

    const string Finish = """
        WITH finished AS (
            UPDATE erasures SET step = 'done', person = NULL, salt = NULL, hashes = '{}' WHERE id = $1)
        DELETE FROM due_work WHERE kind = 'erasure' AND key = $1::text
        """;

    /// <summary>As far as it can be done now.</summary>
    public async Task Advance(Guid id)
    {
        while (await Read(id) is { } erasure && await Do(erasure))
        {
        }
    }

    /// <returns>Whether there is more to do now.</returns>
    Task<bool> Do(Erasure one) => one.Step switch
    {
        "tables" => RenameRows(one, one.Person!),
        "logs" => RenameLogs(one, one.Person!),
        "zoom" => LetZoomForget(one),
        "settling" => Settle(one),
        _ => Done(one.Id),
    };

    async Task<bool> RenameRows(Erasure one, KnownPerson person)
    {
        if (zoom.IsConfigured)
            await zoom.Grain.Forget(person.Values);
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        var names = one.Pseudonyms;
        await Execute(connection, RenameUser, person.UserId!.Value, one.Id, names.Name, names.Of(person.Email!),
            (object?)(person.ZoomUserId is { } zoomUser ? names.Of(zoomUser) : null) ?? DBNull.Value);
        await Execute(connection, RenameRegistrants, one.Id, Maps.Of(person.Values, names.Of));
        var stays = await Maps.Read(connection, Stays, one.Id);
        await Execute(connection, RenameStays, one.Id,
            Maps.Of(stays.Names, name => name == person.Name ? names.Name : names.OfName(name)), Maps.Of(stays.Emails, names.Of));
        await InTexts(connection, one, person);
        await Execute(connection, Step, one.Id, "logs");
        await transaction.CommitAsync();
        return true;
    }

    async Task<bool> RenameLogs(Erasure one, KnownPerson person)
    {
        if (!await logs.Rename(one.Id, person.With(one.Id, one.Pseudonyms), person.Scanned))
            // What the logs have told is looked for, too.
            return true;
        await using var connection = await database.Open(CancellationToken.None);
        await using var transaction = await connection.BeginTransactionAsync();
        await InTexts(connection, one, person);
        await Execute(connection, ForgetPerson, one.Id, Stragglers.HashesOf(person, one.Pseudonyms).Union(one.Hashes).ToArray());
        await transaction.CommitAsync();
        return true;
    }

    async Task<bool> LetZoomForget(Erasure one)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var command = new NpgsqlCommand(IsRegistered, connection) { Parameters = { new() { Value = one.Id } } };
        var isRegistered = (bool)(await command.ExecuteScalarAsync())!;
        if (isRegistered && zoom.IsConfigured && !one.IsOld)
        {
            await Execute(connection, AskAgain, one.Id, "Zoom has not cancelled their registrations yet.");
            return false;
        }
        if (one.SettlesAt is not null)
            return await Done(one.Id);
        // Not in Zoom's words, which may name them.
        await Execute(connection, Settling, one.Id, isRegistered
            ? "Zoom has not cancelled their registrations for lessons to come: cancel them there by hand." : DBNull.Value);
        return false;
    }

    async Task<bool> Settle(Erasure one)
    {
        if (await stragglers.Find(one.Hashes, one.RequestedAt, one.Pseudonyms) is not { } late)
            return await Done(one.Id);
        await using var connection = await database.Open(CancellationToken.None);
        await Execute(connection, LookAgain, one.Id, Maps.Json(late));
        return true;
    }

    async Task<bool> Done(Guid id)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await Execute(connection, Finish, id);
        return false;
    }

    static Task InTexts(NpgsqlConnection connection, Erasure one, KnownPerson person)
    {
        var erased = person.With(one.Id, one.Pseudonyms);
        var words = person.Values.Select(value => (Word: value, Other: one.Pseudonyms.Of(value)));
        if (person.UserId is { } user)
            words = words.Append(($"{user}", $"{one.Id}"));
        if (erased.NameInText is { } name)
            words = words.Append((name, one.Pseudonyms.Name));
        // As it stands in a text, and as in JSON.
        var all = words.SelectMany(word => new[] { word.Word, Maps.InJson(word.Word) }.Distinct()
            .Select(written => (Pattern: $@"(?<!\w){Regex.Escape(written)}(?!\w)", word.Other)))
            .OrderByDescending(word => word.Pattern.Length).ToList();
        return Execute(
            connection, RenameTexts, all.Select(word => word.Pattern).ToArray(), all.Select(word => word.Other).ToArray());
    }

    async Task<Erasure?> Read(Guid id)
    {
        await using var command = database.Command(Find);
        command.Parameters.Add(new() { Value = id });
        await using var row = await command.ExecuteReaderAsync();
        if (!await row.ReadAsync())
            return null;
        return new Erasure(
            id, row.GetString(0), row.IsDBNull(1) ? null! : people.PseudonymsOf(id, row.GetFieldValue<byte[]>(1)),
            row.IsDBNull(2) ? null : KnownPerson.Read(row.GetString(2)), row.GetFieldValue<DateTimeOffset>(3),
            row.IsDBNull(4) ? null : row.GetFieldValue<DateTimeOffset>(4), row.GetFieldValue<string[]>(5),
            row.GetBoolean(6));
    }

    static async Task Execute(NpgsqlConnection connection, string sql, params object[] values)
    {
        await using var command = new NpgsqlCommand(sql, connection) { CommandTimeout = 0 };
        foreach (var value in values)
            command.Parameters.Add(value is DBNull
                ? new() { Value = value, NpgsqlDbType = NpgsqlDbType.Text } : new() { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    sealed record Erasure(
        Guid Id, string Step, Pseudonyms Pseudonyms, KnownPerson? Person, DateTimeOffset RequestedAt, DateTimeOffset? SettlesAt,
        string[] Hashes, bool IsOld);
}
