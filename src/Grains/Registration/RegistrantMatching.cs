namespace ZoomOrleans.Registration;

/// <summary>From what Zoom has to what is known of it.</summary>
public static class RegistrantMatching
{
    /// <summary>
    /// Those who had a link that works, or whose status was to be changed, and who stand in none of Zoom's lists: they were
    /// cancelled there, or changed from one list to another while the lists were read, or Zoom is behind with them.
    /// </summary>
    public static IEnumerable<Registrant> Missed(IReadOnlyCollection<Registrant> all, IReadOnlyCollection<ZoomSide> listed)
    {
        var ids = listed.Select(one => one.Id).ToHashSet();
        return all.Where(one => (HadLink(one) || IsChanging(one)) && !ids.Contains(one.ZoomId!));
    }

    /// <summary>
    /// What Zoom has, given to those whom it is about: by its id, else by the address, never by a place in a list.
    /// </summary>
    /// <returns>Those of whom something else is known now.</returns>
    public static IEnumerable<Registrant> Of(IReadOnlyCollection<Registrant> all, IReadOnlyCollection<ZoomSide> listed)
    {
        var byId = listed.DistinctBy(one => one.Id).ToDictionary(one => one.Id);
        var owned = all.Where(one => one.ZoomId is not null).Select(one => one.ZoomId).ToHashSet();
        var byEmail = listed.Where(one => !owned.Contains(one.Id)).OrderBy(Preference)
            .ToLookup(one => one.Email, StringComparer.OrdinalIgnoreCase);
        return all.Select(one => Now(
            one, one.ZoomId is { } id ? byId.GetValueOrDefault(id) : byEmail[one.Email].FirstOrDefault())).OfType<Registrant>();

        static int Preference(ZoomSide one) => one.Status switch
        {
            RegistrantStatus.Approved => 0,
            RegistrantStatus.Pending => 1,
            _ => 2,
        };
    }

    /// <returns>Null where nothing is different.</returns>
    static Registrant? Now(Registrant one, ZoomSide? found) => (one, found) switch
    {
        (_, null) when IsChanging(one) => one.Gone(),
        (_, not null) when IsChanging(one) => one.Status == found.Status ? one.NothingDone() : one.Found(found),
        ({ IsUncertain: true }, null) => one.NothingDone(),
        (_, null or { Status: RegistrantStatus.Denied }) when HadLink(one) => one.DeniedAtZoom(),
        (_, null) => null,
        // Who was never registered by us was denied by somebody else.
        ({ ZoomId: null, IsWanted: true }, { Status: RegistrantStatus.Denied }) => one.Found(found).DeniedAtZoom(),
        ({ Status: RegistrantStatus.Pending, IsWanted: true, AwaitsHost: true }, { Status: RegistrantStatus.Denied }) =>
            one.DeniedAtZoom(),
        ({ IsDeniedAtZoom: true }, { Status: not RegistrantStatus.Approved }) => null,
        ({ ZoomId: null }, _) => one.IsUncertain || one.IsWanted ? one.Found(found) : null,
        // A link goes after the last lesson, and is needed again when there is another one.
        _ => one.Status != found.Status || (one.JoinUrl is null && found.JoinUrl is not null) ? one.Found(found) : null,
    };

    /// <summary>From here, nobody has taken the link back: before this program changes a status, it says so.</summary>
    static bool HadLink(Registrant one) =>
        one is { ZoomId: not null, IsWanted: true, Status: RegistrantStatus.Approved, IsUncertain: false };

    static bool IsChanging(Registrant one) => one is { ZoomId: not null, IsUncertain: true };
}
