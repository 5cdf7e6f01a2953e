using System.Globalization;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>What goes wrong with one call.</summary>
enum Mishap
{
    None,

    /// <summary>Not done, and nobody knows.</summary>
    Lost,

    /// <summary>Done, and nobody knows.</summary>
    AnswerLost,

    /// <summary>Not done: something about the first of those who were named.</summary>
    Refused,

    /// <summary>Not done: the account has used up its calls for a while.</summary>
    UsedUp,

    /// <summary>Done, and then this program dies.</summary>
    Crash,

    /// <summary>It dies before.</summary>
    EarlyCrash,
}

sealed class CrashException : Exception;

/// <summary>
/// A Zoom that is more spiteful than Zoom: who is registered twice under one address is there twice. It keeps to no limit,
/// but counts.
/// </summary>
sealed class FakeRegistrar(TimeProvider clock) : IRegistrar
{
    readonly List<ZoomSide> _registrants = [];
    int _made;

    public bool IsConnected { get; init; } = true;

    /// <summary>It does not have the meeting any more.</summary>
    public bool IsGone { get; set; }

    public Func<Mishap> Next { get; set; } = () => Mishap.None;

    /// <summary>Addresses that it never takes.</summary>
    public HashSet<string> Refuses { get; } = [];

    /// <summary>So many it takes; a batch that is too large it refuses as a whole.</summary>
    public int Room { get; set; } = int.MaxValue;

    /// <summary>How often each address was registered on a day, and its status changed.</summary>
    public Dictionary<(string, DateOnly), int> Registered { get; } = [];
    public Dictionary<(string, DateOnly), int> Changed { get; } = [];

    public List<string> Calls { get; } = [];

    public IReadOnlyList<ZoomSide> Registrants => _registrants;

    /// <summary>As somebody does it in Zoom's pages.</summary>
    public void Set(string email, RegistrantStatus status)
    {
        var place = _registrants.FindIndex(known => known.Email == email);
        _registrants[place] = _registrants[place] with { Status = status };
    }

    public void Remove(string email) => _registrants.RemoveAll(known => known.Email == email);

    /// <summary>Zoom has them, and they are in none of its lists for now.</summary>
    public List<ZoomSide> Unlisted { get; } = [];

    public void Has(string email, RegistrantStatus status) => _registrants.Add(New(email) with { Status = status });

    public Task<IReadOnlyList<ZoomSide>> List(long meeting) =>
        Strike<IReadOnlyList<ZoomSide>>("list", () => [.. _registrants.AsEnumerable().Reverse()]);

    public Task<ZoomSide?> Find(long meeting, string id) =>
        Strike("find", () => _registrants.Concat(Unlisted).SingleOrDefault(known => known.Id == id));

    public Task<ZoomSide> Register(long meeting, Registrant one) => Strike($"register {one.Email}", () =>
    {
        ThrowIfRefused([one]);
        ThrowIfFull(1);
        return Add(one);
    });

    public Task<IReadOnlyList<ZoomSide>> Register(long meeting, IReadOnlyList<Registrant> several, bool? isMailed) =>
        Strike<IReadOnlyList<ZoomSide>>($"register {several.Count}", () =>
        {
            ThrowIfFull(several.Count);
            // In no order of anybody's, and without those whom it does not take.
            return [.. several.Where(one => !Refuses.Contains(one.Email)).Select(Add).Reverse()];
        });

    public Task Change(long meeting, IReadOnlyList<Registrant> whom, RegistrantStatus status) =>
        Strike($"{status} {whom.Count}", () =>
        {
            ThrowIfRefused(whom);
            if (whom.Any(one => !_registrants.Exists(known => known.Id == one.ZoomId)))
                throw new ZoomException(ZoomFailure.Missing, "Zoom does not have it.");
            foreach (var one in whom)
            {
                Count(Changed, one.Email);
                if (status == RegistrantStatus.Pending)
                {
                    _registrants.RemoveAll(known => known.Id == one.ZoomId);
                    continue;
                }
                _registrants[_registrants.FindIndex(known => known.Id == one.ZoomId)] =
                    _registrants.Single(known => known.Id == one.ZoomId) with { Status = status };
            }
            return true;
        });

    ZoomSide Add(Registrant one)
    {
        Count(Registered, one.Email);
        var made = New(one.Email);
        if (one.AwaitsHost)
            made = made with { Status = RegistrantStatus.Pending };
        _registrants.Add(made);
        return made;
    }

    ZoomSide New(string email)
    {
        var id = (_made++).ToString(CultureInfo.InvariantCulture);
        return new ZoomSide($"r{id}", email, $"https://zoom.example/w/{email}", RegistrantStatus.Approved);
    }

    void ThrowIfRefused(IReadOnlyList<Registrant> some)
    {
        if (some.Any(one => Refuses.Contains(one.Email)))
            throw new ZoomException(ZoomFailure.Refused, "Zoom refused this.");
    }

    void ThrowIfFull(int more)
    {
        if (_registrants.Count + more > Room)
            throw new ZoomException(ZoomFailure.Full, "The meeting takes no more registrants.");
    }

    Task<T> Strike<T>(string call, Func<T> work)
    {
        Calls.Add(call);
        if (IsGone)
            throw new ZoomException(ZoomFailure.Missing, "Zoom does not have this meeting, or not any more.");
        switch (Next())
        {
            case Mishap.Lost:
                throw new ZoomException(ZoomFailure.Unavailable, "Zoom does not answer.");
            case Mishap.Refused:
                throw new ZoomException(ZoomFailure.Refused, "Zoom refused this.");
            case Mishap.UsedUp:
                throw new ZoomException(ZoomFailure.UsedUp, "No more.") { Until = clock.GetUtcNow().AddMinutes(10) };
            case Mishap.EarlyCrash:
                throw new CrashException();
            case Mishap.AnswerLost:
                work();
                throw new ZoomException(ZoomFailure.Unavailable, "Zoom does not answer.");
            case Mishap.Crash:
                work();
                throw new CrashException();
            default:
                return Task.FromResult(work());
        }
    }

    void Count(Dictionary<(string, DateOnly), int> counts, string email)
    {
        var key = (email, DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime));
        counts[key] = counts.GetValueOrDefault(key) + 1;
    }
}
