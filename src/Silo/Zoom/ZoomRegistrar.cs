using System.Collections.Concurrent;
using ZoomOrleans.Registration;
using ZoomOrleans.Silo.Text;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>Zoom's registrants over its API.</summary>
sealed class ZoomRegistrar(IZoomApi api, ZoomAccount account, TimeProvider clock) : IRegistrar
{
    /// <summary>Of each of a person's names.</summary>
    const int NameMax = 64;

    static readonly RegistrantStatus[] Statuses = Enum.GetValues<RegistrantStatus>();

    /// <summary>
    /// Addresses of which Zoom takes no registration before then. Its limit is told as one of a meeting, and was met across
    /// several: no other meeting's batch is to be refused because of them.
    /// </summary>
    readonly ConcurrentDictionary<string, DateTimeOffset> _usedUp = new(StringComparer.OrdinalIgnoreCase);

    public bool IsConnected => account.IsConfigured;

    public async Task<IReadOnlyList<ZoomSide>> List(long meeting)
    {
        var found = new List<ZoomSide>();
        foreach (var status in Statuses)
        {
            await foreach (var page in ZoomPages.Of(next => api.Registrants(meeting, Word(status), ZoomPages.Size, next)))
                found.AddRange(page.Registrants.Select(one => new ZoomSide(one.Id, one.Email, one.JoinUrl, status)));
        }
        return found;
    }

    /// <summary>Zoom has several words for that it does not know somebody, or not any more.</summary>
    public async Task<ZoomSide?> Find(long meeting, string id)
    {
        try
        {
            var found = await api.Registrant(meeting, id);
            return Enum.TryParse<RegistrantStatus>(found.Status, ignoreCase: true, out var status)
                ? new ZoomSide(id, found.Email, found.JoinUrl, status) : null;
        }
        catch (ZoomException reason) when (reason.Failure is ZoomFailure.Missing or ZoomFailure.Refused)
        {
            return null;
        }
    }

    public async Task<ZoomSide> Register(long meeting, Registrant one)
    {
        if (UsedUp(one) is { } until)
        {
            throw new ZoomException(
                ZoomFailure.Refused, "Zoom takes no more registrations of this address before 00:00 UTC.") { Until = until };
        }
        ZoomRegistration made;
        try
        {
            made = await OfRegistrant(() => api.Register(meeting, Request(one) with { AutoApprove = !one.AwaitsHost }));
        }
        catch (ZoomException reason) when (reason.Failure == ZoomFailure.Refused && reason.InnerException is ZoomException)
        {
            _usedUp[one.Email] = reason.Until ?? Tomorrow;
            throw;
        }
        return new ZoomSide(
            made.RegistrantId, one.Email, made.JoinUrl, one.AwaitsHost ? RegistrantStatus.Pending : RegistrantStatus.Approved);
    }

    public async Task<IReadOnlyList<ZoomSide>> Register(long meeting, IReadOnlyList<Registrant> several, bool? isMailed)
    {
        var taken = several.Where(one => UsedUp(one) is null).Select(Request).ToList();
        if (taken.Count == 0)
            return [];
        var made = await OfRegistrant(() => api.Register(
            meeting, new ZoomRegistrantsRequest { RegistrantsConfirmationEmail = isMailed, Registrants = taken }));
        return
        [
            .. made.Registrants.Where(one => one.Email is not null)
                .Select(one => new ZoomSide(one.RegistrantId, one.Email!, one.JoinUrl, RegistrantStatus.Approved)),
        ];
    }

    public async Task Change(long meeting, IReadOnlyList<Registrant> whom, RegistrantStatus status) =>
        await OfRegistrant(async () =>
        {
            await api.SetRegistrants(meeting, new ZoomRegistrantStatusRequest
            {
                Action = status switch
                {
                    RegistrantStatus.Approved => "approve",
                    RegistrantStatus.Denied => "deny",
                    _ => "cancel",
                },
                Registrants = [.. whom.Select(one => new ZoomRegistrantName(one.ZoomId!, one.Email))],
            });
            return true;
        });

    DateTimeOffset Tomorrow => new(clock.GetUtcNow().UtcDateTime.Date.AddDays(1), TimeSpan.Zero);

    /// <returns>Until when; null: they are not.</returns>
    DateTimeOffset? UsedUp(Registrant one)
    {
        if (!_usedUp.TryGetValue(one.Email, out var until))
            return null;
        if (until > clock.GetUtcNow())
            return until;
        _usedUp.TryRemove(one.Email, out _);
        return null;
    }

    /// <summary>A limit of one registrant's is a refusal of theirs: the account may go on.</summary>
    async Task<T> OfRegistrant<T>(Func<Task<T>> call)
    {
        try
        {
            return await call();
        }
        catch (ZoomException reason) when (reason.Failure == ZoomFailure.UsedUp
            && reason.Message.Contains("for the registrant", StringComparison.OrdinalIgnoreCase))
        {
            throw new ZoomException(ZoomFailure.Refused, reason.Message, reason)
            {
                Code = reason.Code,
                Until = reason.Until ?? Tomorrow,
            };
        }
    }

    /// <summary>Most meetings ask for a last name; who has one name only gets a dash.</summary>
    static ZoomRegistrantRequest Request(Registrant one)
    {
        var words = one.Name.Split(' ', StringSplitOptions.RemoveEmptyEntries);
        return new ZoomRegistrantRequest
        {
            Email = one.Email,
            FirstName = (words.Length > 1 ? string.Join(' ', words[..^1]) : one.Name.Trim()).Cut(NameMax),
            LastName = (words.Length > 1 ? words[^1] : "-").Cut(NameMax),
        };
    }

    static string Word(RegistrantStatus status) => status.ToString().ToLowerInvariant();
}
