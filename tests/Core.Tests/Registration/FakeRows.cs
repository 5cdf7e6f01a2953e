using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>The table, which survives whatever happens to who works with it.</summary>
sealed class FakeRows : IRegistrationRows
{
    readonly Dictionary<Guid, Registrant> _rows = [];
    readonly Dictionary<Guid, DateOnly> _made = [];

    public Dictionary<Guid, (string Email, string Name)> Wanted { get; } = [];

    public bool TakesSeveral { get; init; }

    public bool IsLookAsked { get; set; }

    public bool IsCancelled { get; set; }

    /// <summary>Those about whom the host has to decide.</summary>
    public HashSet<Guid> AwaitingHost { get; } = [];

    public DateTimeOffset? Next { get; private set; }

    public bool IsDone { get; private set; }

    /// <summary>What the whole meeting waits for.</summary>
    public string? Error { get; private set; }

    /// <summary>Strikes before something is saved.</summary>
    public Action BeforeSave { get; set; } = () => { };

    public IReadOnlyCollection<Registrant> All => _rows.Values;

    public Registrant Of(Guid user) => _rows[user];

    public Task<MeetingRegistrations> Read(long meeting, DateTimeOffset now) => Task.FromResult(new MeetingRegistrations(
        1, [.. Wanted.Keys.Union(_rows.Keys).Order().Select(user => Read(user, now))])
    {
        TakesSeveral = TakesSeveral,
        IsLookAsked = IsLookAsked,
        IsCancelled = IsCancelled,
    });

    Registrant Read(Guid user, DateTimeOffset now)
    {
        var isWanted = Wanted.TryGetValue(user, out var person);
        if (!_rows.TryGetValue(user, out var row))
        {
            return new Registrant
            {
                UserId = user, Email = person.Email, Name = person.Name, IsWanted = true,
                AwaitsHost = AwaitingHost.Contains(user),
            };
        }
        var isOfToday = _made.GetValueOrDefault(user) == DateOnly.FromDateTime(now.UtcDateTime);
        return row with
        {
            IsWanted = isWanted,
            AwaitsHost = AwaitingHost.Contains(user),
            Email = row.ZoomId is null && !row.IsUncertain && isWanted ? person.Email : row.Email,
            Registrations = isOfToday ? row.Registrations : 0,
            Changes = isOfToday ? row.Changes : 0,
        };
    }

    public Task<IReadOnlyList<Registrant>> Save(long meeting, IReadOnlyList<Registrant> changed, DateTimeOffset now)
    {
        BeforeSave();
        if (changed.Any(one => one.Revision != (_rows.GetValueOrDefault(one.UserId)?.Revision ?? 0)))
            throw new InvalidOperationException("Somebody else was faster.");
        var saved = changed.Select(one => one with { Revision = one.Revision + 1 }).ToList();
        foreach (var one in saved)
            (_rows[one.UserId], _made[one.UserId]) = (one, DateOnly.FromDateTime(now.UtcDateTime));
        return Task.FromResult<IReadOnlyList<Registrant>>(saved);
    }

    public Task Finish(long meeting, long dueRevision, DateTimeOffset? next, bool hasLooked, string? error)
    {
        (Next, IsDone) = (next, next is null);
        (IsLookAsked, Error) = (IsLookAsked && !hasLooked, error);
        return Task.CompletedTask;
    }

    public Task<DateTimeOffset?> NextLesson(long meeting) => Task.FromResult<DateTimeOffset?>(null);

    public Task PutOff(long meeting, string error) => Task.CompletedTask;
}
