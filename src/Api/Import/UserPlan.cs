using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>A user as a row wants them; without a row before, to be created.</summary>
sealed record PlannedUser(UserRow Asked, Guid Id, StandingUser? Before)
{
    public ImportItem Item => new(Asked.Row.Number, ImportType.User, Outcome, Id);

    public ImportOutcome Outcome =>
        Before is null ? ImportOutcome.Created
        : IsRenamed || Before.Role != Asked.Role || Before.Sex != Sex ? ImportOutcome.Updated
        : ImportOutcome.Unchanged;

    /// <summary>Whether attendance may be affected: it knows people by name, address and Zoom account.</summary>
    public bool IsRenamed =>
        Before is not null && (Before.Name != Asked.Name || Before.Email != Asked.Email
            || (Asked.ZoomUserId is not null && Before.ZoomUserId != Asked.ZoomUserId));

    /// <summary>What a row leaves out stays as it is.</summary>
    public Sex? Sex => Asked.Sex ?? Before?.Sex;

    /// <summary>The role that somebody is to have instead of theirs.</summary>
    public Role? NewRole => Before is not null && Before.Role != Asked.Role ? Asked.Role : null;
}

/// <summary>Whom the rows of users mean, and whether all of them can be had at once.</summary>
sealed class UserPlan(IReadOnlyList<StandingUser> standing)
{
    readonly Dictionary<Guid, StandingUser> _byId = standing.ToDictionary(user => user.Id);
    readonly Dictionary<string, StandingUser> _byEmail = standing.ToDictionary(user => user.Email);
    readonly Dictionary<string, StandingUser> _byZoomUser =
        standing.Where(user => user.ZoomUserId is not null).ToDictionary(user => user.ZoomUserId!);

    readonly FirstRows<Guid> _ids = new();
    readonly FirstRows<string> _emails = new();
    readonly FirstRows<string> _zoomUsers = new();

    /// <summary>Also of rows that are blamed, as far as they name somebody: others may refer to them.</summary>
    public List<PlannedUser> Of(IEnumerable<UserRow> asked) => [.. asked.Select(Planned).OfType<PlannedUser>()];

    PlannedUser? Planned(UserRow asked)
    {
        var byId = asked.Id is { } id ? _byId.GetValueOrDefault(id) : null;
        var byEmail = asked.Email is { } email ? _byEmail.GetValueOrDefault(email) : null;
        if (asked.Email is null && asked.Id is null)
            return null;
        if (asked.Id is not null && byEmail is not null && byEmail.Id != asked.Id)
            asked.Row.Blame(ImportColumns.Email, $"Another user has this e-mail address, with the id {byEmail.Id}.");
        var before = byId ?? (asked.Id is null ? byEmail : null);
        BlameTaken(asked, before);
        BlameTwice(asked, before);
        return new PlannedUser(asked, before?.Id ?? asked.Id ?? Guid.CreateVersion7(), before);
    }

    void BlameTaken(UserRow asked, StandingUser? before)
    {
        if (asked.ZoomUserId is { } zoomUser && _byZoomUser.TryGetValue(zoomUser, out var owner) && owner.Id != before?.Id)
            asked.Row.Blame(ImportColumns.ZoomUserId, $"Another user has this Zoom user id: {owner.Id}.");
    }

    void BlameTwice(UserRow asked, StandingUser? before)
    {
        if (!_emails.BlameSecond(asked.Row, ImportColumns.Email, asked.Email)
            && (before?.Id ?? asked.Id) is { } id)
            _ids.BlameSecond(asked.Row, ImportColumns.Id, id);
        _zoomUsers.BlameSecond(asked.Row, ImportColumns.ZoomUserId, asked.ZoomUserId);
    }
}
