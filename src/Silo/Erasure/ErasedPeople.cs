using System.Collections.Immutable;
using System.Text.Json;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Erasure;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Erasure;

/// <summary>What <c>erasures</c> knows of somebody until it is found everywhere.</summary>
/// <param name="Values">Addresses, ids at Zoom, links.</param>
/// <param name="Scanned">With how many of the values the logs were last begun to be looked through.</param>
sealed record KnownPerson(
    Guid? UserId, string? Name, string? Email, string? ZoomUserId, bool IsNameTheirs, ImmutableArray<string> Values, int? Scanned)
{
    public static KnownPerson Read(string json) => JsonSerializer.Deserialize<KnownPerson>(json, Json.Options)!;

    /// <summary>Without who it is.</summary>
    public override string ToString() => "somebody whose data is being erased";

    public ErasedPerson With(Guid pseudonym, Pseudonyms pseudonyms) => new()
    {
        UserId = UserId, Name = Name, IsNameTheirs = IsNameTheirs, Values = Values,
        Pseudonym = pseudonym, Pseudonyms = pseudonyms,
    };
}

/// <summary>Whom the logs are made to forget at the moment.</summary>
public sealed class ErasedPeople(SiloDatabase database, ErasureKey key)
{
    /// <summary>
    /// Whether an entry tells of somebody: $1 their values, $2 their name in lower case where it is theirs alone, $3 patterns for
    /// JSON.
    /// </summary>
    internal const string Mentions = """
        (email = ANY ($1) OR registrant_id = ANY ($1) OR participant_user_id = ANY ($1) OR zoom_user_id = ANY ($1)
            OR lower(trim(name)) = $2 OR body IS NOT NULL AND body::text ILIKE ANY ($3))
        """;

    const string InMeeting = $"SELECT EXISTS (SELECT FROM meeting_log WHERE meeting = $4 AND {Mentions})";

    /// <summary>Not before the tables know them by their new names: these would be taken for somebody else's.</summary>
    const string UnderWay = "SELECT id, salt, person FROM erasures WHERE step = 'logs' ORDER BY requested_at";

    /// <summary>Those whom a meeting's log tells of.</summary>
    public async Task<IReadOnlyList<ErasedPerson>> In(long meeting, CancellationToken cancellation)
    {
        var mentioned = new List<ErasedPerson>();
        foreach (var person in await All(cancellation))
        {
            await using var command = database.Command(InMeeting);
            AddTo(command, person);
            command.Parameters.Add(new() { Value = meeting });
            if ((bool)(await command.ExecuteScalarAsync(cancellation))!)
                mentioned.Add(person);
        }
        return mentioned;
    }

    internal Pseudonyms PseudonymsOf(Guid erasure, byte[] salt) => new(erasure, key.Of(salt));

    internal static void AddTo(NpgsqlCommand command, ErasedPerson person)
    {
        command.Parameters.Add(new() { Value = person.Values.ToArray() });
        command.Parameters.Add(new()
        {
            Value = person is { IsNameTheirs: true, Name: { } name } ? name.Trim().ToLowerInvariant() : DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.Text,
        });
        command.Parameters.Add(new() { Value = Patterns(person).ToArray() });
    }

    static IEnumerable<string> Patterns(ErasedPerson person)
    {
        if (person.UserId is { } id)
            yield return $"%{id}%";
        if (person.NameInText is { } name)
            yield return $"%{Literally(name)}%";
        foreach (var value in person.Values)
            yield return $"%{Literally(value)}%";
    }

    static string Literally(string text) => text.Replace("\\", "\\\\", StringComparison.Ordinal)
        .Replace("%", "\\%", StringComparison.Ordinal).Replace("_", "\\_", StringComparison.Ordinal);

    async Task<List<ErasedPerson>> All(CancellationToken cancellation)
    {
        await using var command = database.Command(UnderWay);
        await using var rows = await command.ExecuteReaderAsync(cancellation);
        var people = new List<ErasedPerson>();
        while (await rows.ReadAsync(cancellation))
        {
            var id = rows.GetGuid(0);
            people.Add(KnownPerson.Read(rows.GetString(2)).With(id, PseudonymsOf(id, rows.GetFieldValue<byte[]>(1))));
        }
        return people;
    }
}
