namespace ZoomOrleans.Attendance;

/// <summary>How a guest is remembered once somebody has said who it is (rules, section 4, rule 1).</summary>
public static class GuestMatching
{
    /// <param name="wanted">Who says so, and whom the guest is to be.</param>
    /// <param name="attendance">The occurrence in which the guest was seen.</param>
    /// <param name="now">Until when open stays reach.</param>
    /// <param name="match">What is to be logged; null where the verdict is not <see cref="Verdict.Accepted"/>.</param>
    public static Verdict Of(GuestMatch wanted, OccurrenceAttendance attendance, DateTimeOffset now, out Matched? match)
    {
        match = null;
        if (attendance.Guests.FirstOrDefault(guest => guest.Id == wanted.GuestId) is not { } guest)
            return Verdict.NoSuchGuest;
        var nameless = guest.Connections.Where(Matches.IsKnownByNameOnly).Select(one => one.Name).Distinct().ToList();
        var seen = attendance.Participants.Select(one => new Seen(one.Run, one.Connection, one.Stays)).ToList();
        if (nameless.Count > 1 || nameless.Contains("")
            || !nameless.TrueForAll(name => Matches.IsUnique(name, attendance.Occurrence, seen, now)))
            return Verdict.NameNotUnique;
        match = new Matched
        {
            Id = wanted.Id,
            OccurrenceId = attendance.Occurrence.Id,
            StudentId = wanted.StudentId,
            By = wanted.By,
            RegistrantIds = [.. guest.Connections.SelectMany(one => one.RegistrantIds).Distinct().Order(StringComparer.Ordinal)],
            Emails = [.. guest.Emails],
            Name = nameless.FirstOrDefault(),
        };
        return Verdict.Accepted;
    }
}
