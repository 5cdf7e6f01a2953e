using ZoomOrleans.Erasure;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>
/// What Zoom has told of somebody after their data was erased. Only keyed hashes are kept of what they were known by, and
/// whoever has it again as their own by now is somebody new.
/// </summary>
public sealed class Stragglers(SiloDatabase database)
{
    const string UserMark = "user ", NameMark = "name ", ValueMark = "value ";

    /// <summary>What was recorded since: values, names, and whatever stands in quotes in a JSON text.</summary>
    const string Since = """
        SELECT DISTINCT value FROM (
            SELECT unnest(ARRAY[name, email, registrant_id, participant_user_id, zoom_user_id]) AS value
            FROM meeting_log WHERE recorded_at >= $1
            UNION ALL SELECT (regexp_matches(body::text, '"((?:\\.|[^"\\])*)"', 'g'))[1]
            FROM meeting_log WHERE recorded_at >= $1 AND body IS NOT NULL
            UNION ALL SELECT (regexp_matches(body, '"((?:\\.|[^"\\])*)"', 'g'))[1]
            FROM quarantined_events WHERE received_at >= $1
            UNION ALL SELECT (regexp_matches(details::text, '"((?:\\.|[^"\\])*)"', 'g'))[1] FROM audit_log WHERE at >= $1
            UNION ALL SELECT zoom_host FROM unscheduled_meetings WHERE last_seen >= $1) said
        WHERE value <> ''
        """;

    const string SomebodyElses = """
        SELECT value FROM unnest($1) value
        WHERE EXISTS (SELECT FROM users WHERE email = value OR zoom_user_id = value OR lower(name) = lower(value))
            OR EXISTS (SELECT FROM meeting_registrants WHERE zoom_registrant_id = value)
        """;

    internal static IEnumerable<string> HashesOf(KnownPerson person, Pseudonyms pseudonyms)
    {
        if (person.UserId is { } id)
            yield return UserMark + pseudonyms.Of($"{id}");
        if (person is { Name: { } name, IsNameTheirs: true })
            yield return NameMark + pseudonyms.Of(name);
        foreach (var value in person.Values)
            yield return ValueMark + pseudonyms.Of(value);
    }

    /// <returns>Null where nothing tells of them.</returns>
    internal async Task<KnownPerson?> Find(IEnumerable<string> hashes, DateTimeOffset since, Pseudonyms pseudonyms)
    {
        var known = hashes.ToHashSet();
        var found = (await Read(Since, since)).Select(value => (Value: value, Hash: pseudonyms.Of(value)))
            .Where(one => known.Contains(UserMark + one.Hash) || known.Contains(NameMark + one.Hash)
                || known.Contains(ValueMark + one.Hash)).ToList();
        if (found.Count == 0)
            return null;
        var others = await Read(SomebodyElses, found.Select(one => one.Value).ToArray());
        found.RemoveAll(one => others.Contains(one.Value));
        var name = found.Find(one => known.Contains(NameMark + one.Hash)).Value;
        var user = found.Find(one => known.Contains(UserMark + one.Hash)).Value;
        return found.Count == 0 ? null : new KnownPerson(
            user is null ? null : Guid.Parse(user), name, null, null, name is not null,
            [.. found.Where(one => known.Contains(ValueMark + one.Hash)).Select(one => one.Value)], null);
    }

    async Task<List<string>> Read(string sql, object value)
    {
        await using var command = database.Command(sql);
        command.CommandTimeout = 0;
        command.Parameters.Add(new() { Value = value });
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
