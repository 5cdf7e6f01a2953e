namespace ZoomOrleans.Registration;

/// <summary>
/// The steps of a plan, one after the other. A failure of one registrant is theirs alone; one that concerns the meeting or
/// the account puts off all that is left.
/// </summary>
sealed class RegistrationRound(
    IRegistrationRows rows, IRegistrar zoom, TimeProvider clock, long meeting, MeetingRegistrations known)
{
    /// <summary>After so many calls in a row that Zoom did not answer, the others would not be answered either.</summary>
    const int UnansweredMax = 3;

    static readonly TimeSpan OwnedPause = TimeSpan.FromHours(1);

    int _unanswered;

    public async Task Do(RegistrationSteps steps, bool hasLooked)
    {
        try
        {
            if (steps.Look.Count > 0)
                await Look();
            else
                await Change(steps);
        }
        catch (ZoomException reason)
        {
            // Some may have been done, or have failed by themselves, before.
            var now = clock.GetUtcNow();
            var left = await rows.Read(meeting, now);
            await Save(RegistrationPlan.Of(left.Everybody, now, hasLooked).All.Select(one => Put(one, reason)));
        }
    }

    /// <exception cref="ZoomException">Nothing was seen.</exception>
    public async Task Look()
    {
        try
        {
            await LookThere();
        }
        catch (ZoomException reason) when (reason.Failure == ZoomFailure.Missing && known.IsCancelled)
        {
            // Whatever came of it went with the meeting.
            await Save(known.Everybody.Where(one => one.IsUncertain)
                .Select(one => Became(one.NothingDone(), RegistrantStatus.Denied)));
        }
    }

    async Task LookThere()
    {
        List<ZoomSide> found = [.. await zoom.List(meeting)];
        // A list of Zoom's is never believed alone that somebody is gone.
        foreach (var missed in RegistrantMatching.Missed(known.Everybody, found).ToList())
            if (await zoom.Find(meeting, missed.ZoomId!) is { } still)
                found.Add(still);
        await Save(RegistrantMatching.Of(known.Everybody, found));
    }

    async Task Change(RegistrationSteps steps)
    {
        await Save(steps.Drop.Select(one => Became(one, RegistrantStatus.Denied)));
        foreach (var some in steps.Deny.Chunk(IRegistrar.AtOnceMax))
            await Change(some, RegistrantStatus.Denied);
        foreach (var some in steps.Cancel.Chunk(IRegistrar.AtOnceMax))
            await Change(some, RegistrantStatus.Pending);
        foreach (var some in steps.Approve.Chunk(IRegistrar.AtOnceMax))
            await Change(some, RegistrantStatus.Approved);
        foreach (var some in steps.Register.Where(one => !one.AwaitsHost).Chunk(known.TakesSeveral ? IRegistrar.AtOnceMax : 1))
            await Register(some);
        foreach (var one in steps.Register.Where(one => one.AwaitsHost))
            await Register([one]);
    }

    async Task Change(IReadOnlyList<Registrant> some, RegistrantStatus status)
    {
        var changing = await Save(some.Select(one => one.Changing()));
        try
        {
            await zoom.Change(meeting, changing, status);
            await Save(changing.Select(one => status == RegistrantStatus.Pending ? one.Gone() : Became(one, status)));
            _unanswered = 0;
        }
        catch (ZoomException reason) when (reason.Failure == ZoomFailure.Missing && (known.IsCancelled || some.Count == 1))
        {
            await Save(changing.Select(one => status == RegistrantStatus.Denied ? Became(one, status) : one.Gone()));
        }
        catch (ZoomException reason) when (reason.Failure is ZoomFailure.Missing or ZoomFailure.Refused && some.Count > 1)
        {
            // One of them is in the way of the others, and Zoom does not always say which.
            foreach (var one in changing)
                await Change([one.NothingDone()], status);
        }
        catch (ZoomException reason) when (IsOfOne(reason))
        {
            await Save(changing.Select(one => Put(IsClear(reason) ? one.NothingDone() : one, reason)));
            ThrowIfUnanswered(reason);
        }
        catch (ZoomException reason) when (IsClear(reason))
        {
            await Save(changing.Select(one => one.NothingDone()));
            throw;
        }
    }

    async Task Register(IReadOnlyList<Registrant> some)
    {
        var attempted = await Save(some.Select(one => one.Attempted()));
        IReadOnlyList<ZoomSide> taken;
        try
        {
            taken = attempted is [var single]
                ? [await zoom.Register(meeting, single)] : await zoom.Register(meeting, attempted, known.IsMailed);
            _unanswered = 0;
        }
        catch (ZoomException reason) when (reason.Failure is ZoomFailure.Refused or ZoomFailure.Full && some.Count > 1)
        {
            // One of them is in the way of the others, or there is room for some.
            taken = [];
        }
        catch (ZoomException reason) when (IsOfOne(reason))
        {
            await Save(attempted.Select(one => Put(reason.Failure == ZoomFailure.Refused ? Known(one) : one, reason)));
            ThrowIfUnanswered(reason);
            return;
        }
        catch (ZoomException)
        {
            await Save(attempted.Select(one => one.NothingDone()));
            throw;
        }
        // Not above: what the next calls meet is not for these, as they stood before.
        await Keep(attempted, taken);
    }

    /// <summary>By the address: Zoom leaves out whom it does not take. It says why when asked for that one alone.</summary>
    async Task Keep(IReadOnlyList<Registrant> attempted, IReadOnlyList<ZoomSide> taken)
    {
        var byEmail = taken.ToLookup(one => one.Email, StringComparer.OrdinalIgnoreCase);
        var owners = known.Everybody.Where(one => one.ZoomId is not null).ToLookup(one => one.ZoomId, one => one.UserId);
        await Save(attempted.Where(one => byEmail.Contains(one.Email)).Select(one => Taken(one, byEmail[one.Email].First())));
        await OneByOne([.. attempted.Where(one => !byEmail.Contains(one.Email))]);

        // Who had the address before has the registration, and its link.
        Registrant Taken(Registrant one, ZoomSide found) => owners[found.Id].Any(owner => owner != one.UserId)
            ? Known(one).Failed("Zoom has somebody else registered under this address.", clock.GetUtcNow() + OwnedPause)
            : one.Found(found);
    }

    async Task OneByOne(IReadOnlyList<Registrant> attempted)
    {
        var untouched = await Save(attempted.Select(one => one.NothingDone()));
        foreach (var one in untouched)
            await Register([one]);
    }

    /// <summary>A cancelled meeting has no links.</summary>
    Registrant Became(Registrant one, RegistrantStatus status) =>
        known.IsCancelled ? one.Became(status) with { JoinUrl = null } : one.Became(status);

    /// <summary>Zoom has said no: the attempt counts, and nobody need look for what came of it.</summary>
    static Registrant Known(Registrant one) => one with { IsUncertain = false };

    static bool IsClear(ZoomException reason) => reason is { Failure: not ZoomFailure.Unavailable, MayBeDone: false };

    static bool IsOfOne(ZoomException reason) => reason.Failure is ZoomFailure.Refused or ZoomFailure.Unavailable;

    void ThrowIfUnanswered(ZoomException reason)
    {
        if (reason.Failure == ZoomFailure.Unavailable && ++_unanswered == UnansweredMax)
            throw reason;
    }

    Registrant Put(Registrant one, ZoomException reason) =>
        one.Failed(reason.Message, RegistrationPlan.RetryAt(one, clock.GetUtcNow(), reason.Until));

    async Task<IReadOnlyList<Registrant>> Save(IEnumerable<Registrant> changed) =>
        changed.ToList() is { Count: > 0 } some ? await rows.Save(meeting, some, clock.GetUtcNow()) : [];
}
