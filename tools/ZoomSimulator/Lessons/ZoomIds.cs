namespace ZoomOrleans.ZoomSimulator;

/// <summary>Identifiers in the forms that Zoom gives them.</summary>
static class ZoomIds
{
    const long FirstUserId = 16778240;

    /// <summary>
    /// Base64 of 16 bytes. Those that begin with '/' trouble every URL they are put into, so they are common here.
    /// </summary>
    public static string Run(Chance chance)
    {
        var bytes = chance.Bytes(16);
        if (chance.Happens(0.25))
            bytes[0] |= 0b1111_1100;
        return Convert.ToBase64String(bytes);
    }

    /// <summary>A <c>participant_uuid</c>.</summary>
    public static string Connection(Chance chance) => new Guid(chance.Bytes(16)).ToString("D").ToUpperInvariant();

    /// <summary>The 22 letters of a user, registrant or account.</summary>
    public static string User(Chance chance) =>
        Convert.ToBase64String(chance.Bytes(16))[..22].Replace('+', '-').Replace('/', '_');

    public static string Request(Chance chance) => new Guid(chance.Bytes(16)).ToString("D").Replace('-', '_');

    /// <summary>A run's user ids: they begin anew in each run and grow by multiples of 1024.</summary>
    public static IEnumerable<long> UserIds(Chance chance)
    {
        for (var id = FirstUserId; ; id += 1024 * chance.Between(1, 7))
            yield return id;
    }
}
