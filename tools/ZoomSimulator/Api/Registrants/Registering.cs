namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Adds people to a meeting. An address that is registered already gives the same registrant with the same link: pending,
/// approved and denied ones stay as they are, a cancelled one is registered anew.
/// </summary>
sealed class Registering(ZoomAccount account)
{
    const int Automatic = 0;

    /// <summary>Null where the meeting can take registrations.</summary>
    public static ApiAnswer? Refuse(Meeting meeting, DateTimeOffset now)
    {
        if (!meeting.Host.IsLicensed)
            return ApiError.PaidOnly(meeting.Host.Email);
        if (!meeting.TakesRegistrations)
            return ApiError.NoRegistration(meeting.Id);
        var isClosed = meeting.Settings["close_registration"]?.GetValue<bool>() == true && meeting.RunAt(now) is not null;
        return isClosed || meeting.IsOver(now) ? ApiError.Over : null;
    }

    /// <summary>Null where there is room for all of them.</summary>
    public ApiAnswer? RefuseFull(Meeting meeting, IEnumerable<RegistrantRequest> requests)
    {
        var others = requests.Select(request => request.Email)
            .Where(email => !meeting.Registrants.Exists(known => known.Is(email)));
        return meeting.Registrants.Count + others.Count() > account.Options.RegistrantsMax ? ApiError.Full : null;
    }

    /// <summary>What the limit of registrations counts.</summary>
    public string Counted(Meeting meeting, string registrant) =>
        account.Options.CountsRegistrationsAcrossMeetings ? registrant.ToLowerInvariant() : Subject(meeting, registrant);

    /// <summary>What the limit of changes counts.</summary>
    public static string Subject(Meeting meeting, string registrant) => $"{meeting.Key} {registrant.ToLowerInvariant()}";

    public Registrant Add(Meeting meeting, RegistrantRequest request, DateTimeOffset now)
    {
        var registrant = meeting.Registrants.Find(known => known.Is(request.Email));
        if (registrant is { Status: not RegistrantStatus.Cancelled })
            return registrant;
        if (registrant is null)
            meeting.Registrants.Add(registrant = New(meeting, request, now));
        (registrant.FirstName, registrant.LastName) = (request.FirstName, request.LastName ?? "");
        registrant.OccurrenceIds = request.OccurrenceIds;
        registrant.Status = meeting.ApprovalType == Automatic || request.IsApprovedAtOnce
            ? RegistrantStatus.Approved
            : RegistrantStatus.Pending;
        RegistrantNotices.Created(account.Webhooks, meeting, registrant);
        return registrant;
    }

    Registrant New(Meeting meeting, RegistrantRequest request, DateTimeOffset now)
    {
        var dice = account.Naming();
        return new()
        {
            Id = ZoomIds.User(dice),
            Email = request.Email,
            FirstName = request.FirstName,
            JoinUrl = MeetingJson.PersonalUrl(meeting, $"{ZoomIds.User(dice)}.simulated"),
            PinCode = dice.Between(100_000, 999_999),
            CreatedAt = now,
        };
    }
}
