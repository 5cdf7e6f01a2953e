namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// What the account holds. Whoever reads or changes it holds <see cref="Gate"/>, so every call happens at one moment.
/// </summary>
sealed class ZoomAccount
{
    readonly Chance chance;
    int made;

    public ZoomAccount(SimulatedZoomOptions options, RateLimits limits, Webhooks webhooks)
    {
        (Options, Limits, Webhooks) = (options, limits, webhooks);
        chance = new Chance((ulong)options.Seed).Fork("account");
        Pages = new(chance.Fork("pages"));
        foreach (var user in options.Users.Where(user => user.PersonalMeetingId is not null))
            AddRoom(user, user.PersonalMeetingId!.Value);
    }

    public Lock Gate { get; } = new();

    public SimulatedZoomOptions Options { get; }

    public RateLimits Limits { get; }

    public Webhooks Webhooks { get; }

    public Pages Pages { get; }

    /// <summary>Deleted ones, too: their runs can still be asked for.</summary>
    public SortedDictionary<long, Meeting> Meetings { get; } = [];

    public SimulatedUser? User(string idOrEmail) => Options.Users.FirstOrDefault(user =>
        user.Id == idOrEmail || string.Equals(user.Email, idOrEmail, StringComparison.OrdinalIgnoreCase));

    /// <summary>Null where it is unknown or deleted.</summary>
    public Meeting? Meeting(ApiCall call) =>
        Meetings.GetValueOrDefault(call.MeetingId) is { IsDeleted: false } meeting ? meeting : null;

    /// <summary>Dice for the next thing that needs a name.</summary>
    public Chance Naming() => chance.Fork($"made {made++}");

    public Meeting NewMeeting(SimulatedUser host, long id, DateTimeOffset now)
    {
        var dice = Naming();
        return new()
        {
            Id = id, Uuid = ZoomIds.Run(dice), Host = host, CreatedAt = now, TimeZone = host.TimeZone,
            Password = ZoomIds.User(dice)[..6],
        };
    }

    void AddRoom(SimulatedUser user, long id)
    {
        var room = NewMeeting(user, id, Options.Clock.GetUtcNow());
        (room.Type, room.Topic) = (MeetingType.PersonalRoom, $"{user.Name}'s Personal Meeting Room");
        Meetings.Add(id, room);
    }

    /// <summary>10 or 11 digits.</summary>
    public long NewMeetingId()
    {
        for (var dice = Naming(); ;)
        {
            var id = dice.One(0, 1, 1) == 0
                ? 7_000_000_000L + dice.Between(0, 999_999_999)
                : 80_000_000_000L + dice.Between(0, 9_999) * 1_000_000L + dice.Between(0, 999_999);
            if (!Meetings.ContainsKey(id))
                return id;
        }
    }
}
