namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>How long what is kept, and people's data: what admins export of it, and whom they erase.</summary>
static class RulesOfPrivacy
{
    public static readonly TableRule<PeriodRow> Periods = new()
    {
        Table = "retention_policies",
        Key = [nameof(PeriodRow.Kind)],
        All = school => school.Periods,
        Reads = (who, _) => who.IsAdmin,
        Changes = (who, _, wish) => who.IsAdmin && who.Is(wish.ChangedBy),
        ClosedToProgram = "+-",
        Fixed = one => (one.Kind, one.Place),
        New = (who, choice) => new PeriodRow($"{choice.NewId()}", 10 + choice.Int(1000), 1, who.Role is null ? null : who.Id),
        Wish = (who, choice, period) => period with
        {
            ChangedBy = choice.OneIn(2) ? who.Id : RulesOfPeople.AnyUser(who, choice),
            Days = 1000 + choice.Int(1000),
        },
        Swept = [nameof(PeriodRow.ChangedBy)],
        Sweep = (who, period) => period with { ChangedBy = who.Role is null ? null : who.Id },
    };

    /// <summary>How far it is, but not who it was.</summary>
    public static readonly TableRule<ErasureRow> Erasures = new()
    {
        Table = "erasures",
        Key = [nameof(ErasureRow.Id)],
        Hidden = ["person", "salt", "hashes"],
        All = school => school.Erasures,
        Reads = (who, _) => who.IsAdmin,
        New = (who, choice) => new ErasureRow(choice.NewId(), who.School.Now),
        Wish = (who, _, one) => one with { RequestedAt = who.School.Now.AddDays(300) },
        Swept = [nameof(ErasureRow.RequestedAt)],
        Sweep = (who, one) => one with { RequestedAt = who.School.Now.AddDays(301) },
    };

    /// <summary>Admins erase others. The program changes an entry of the audit log only while it erases somebody.</summary>
    public static Attempt? Erase(Viewer who, Choice choice)
    {
        if (!who.IsTheProgram)
        {
            var whom = RulesOfPeople.AnyUser(who, choice);
            return new Attempt(
                $"SELECT FROM access.erase_user('{whom}') erased WHERE erased IS NOT NULL", who.IsAdmin && !who.Is(whom) ? 1 : 0);
        }
        if (who.School.Audit is not { Length: > 0 } entries)
            return null;
        var entry = choice.Of(entries).Id;
        return choice.Int(3) switch
        {
            0 => new Attempt($"UPDATE audit_log SET details = '{{}}' WHERE id = '{entry}'", 0),
            1 => new Attempt($"""
                UPDATE audit_log SET details = '{"{}"}'
                WHERE id = '{entry}' AND set_config('app.erasing', 'on', true) = 'on'
                """, 1),
            _ => RulesOfTheProgram.Audit.Remove(who, choice.Of(entries)),
        };
    }

    /// <summary>What an export has that no policy gives: for admins. (Which facts it has is told by the tests of exports.)</summary>
    public static IEnumerable<string> Answers(Viewer who) => !who.IsAdmin ? [] :
    [
        .. from one in who.School.Registrants
           where SchoolRows.PeopleAskedAbout.Contains(one.UserId)
           select $"registrations_to_export {one.UserId} "
               + who.School.Meetings.Single(meeting => meeting.Id == one.MeetingId).ZoomMeetingId,
        .. from feed in who.School.Feeds
           where SchoolRows.PeopleAskedAbout.Contains(feed.UserId)
           select $"feed_to_export {feed.UserId}",
    ];
}
