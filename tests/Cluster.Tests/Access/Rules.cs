namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Who may do what, table by table: the oracle that PostgreSQL is compared with. A table more is an entry more here, and
/// its rows in <see cref="SchoolRows"/> and <see cref="RandomSchool"/>.
/// </summary>
static class Rules
{
    /// <summary>In an order in which rows can be added.</summary>
    public static readonly TableRule[] All =
    [
        RulesOfPeople.Users, RulesOfPeople.Identities, RulesOfPeople.Classes, RulesOfPeople.Enrolments,
        RulesOfPeople.Children, RulesOfMeetings.Meetings, RulesOfMeetings.Schedules, RulesOfRegistration.Registrants,
        RulesOfAttendance.Occurrences, RulesOfAttendance.Runs, RulesOfAttendance.Participants, RulesOfAttendance.Records,
        RulesOfAttendance.Policies, RulesOfMeetings.Events, RulesOfTheProgram.Settings, RulesOfTheProgram.IdempotencyKeys,
        RulesOfTheProgram.Feeds, RulesOfTheProgram.Creations,
        RulesOfCheckIns.CheckIns, RulesOfCheckIns.Keys, RulesOfCheckIns.CheckedIn, RulesOfCheckIns.Misses,
        RulesOfTheProgram.Quarantine, RulesOfTheProgram.Audit, RulesOfTheProgram.Log, RulesOfTheProgram.Heads,
        RulesOfTheProgram.Unscheduled, RulesOfTheProgram.Due, RulesOfPrivacy.Periods,
        RulesOfPrivacy.Erasures,
    ];

    /// <summary>What somebody tries is mostly about meetings: there is most to gain.</summary>
    static readonly Func<Viewer, Choice, Attempt?>[] Tempting =
    [
        .. All.Concat(
        [
            RulesOfMeetings.Meetings, RulesOfMeetings.Meetings, RulesOfMeetings.Meetings, RulesOfMeetings.Meetings,
            RulesOfMeetings.Schedules, RulesOfAttendance.Records, RulesOfAttendance.Policies, RulesOfAttendance.Policies,
            RulesOfAttendance.Policies, RulesOfPeople.Enrolments, RulesOfPeople.Children,
        ]).Select<TableRule, Func<Viewer, Choice, Attempt?>>(rule => rule.Try),
        RulesOfRegistration.Register, RulesOfRegistration.Register, RulesOfRegistration.Decide, RulesOfRegistration.Decide,
        RulesOfCheckIns.Enter, RulesOfCheckIns.Enter, RulesOfPrivacy.Erase, RulesOfPrivacy.Erase,
    ];

    public static IEnumerable<Attempt> Attempts(Viewer viewer, Choice choice, int count) =>
        Enumerable.Range(0, count).Select(_ => choice.Of(Tempting)(viewer, choice)).OfType<Attempt>();

    /// <summary>The rows by SELECT, each as its table and key; and what the functions answer.</summary>
    public static HashSet<string> SeenBy(Viewer viewer) =>
    [
        .. from rule in All from key in rule.SeenBy(viewer) select $"{rule.Table} {key}",
        .. viewer.IsTheProgram ? [] : RulesOfMeetings.Answers(viewer).Concat(RulesOfRegistration.Answers(viewer))
            .Concat(RulesOfAttendance.Answers(viewer)).Concat(RulesOfPeople.Answers(viewer)).Concat(RulesOfCheckIns.Answers(viewer))
            .Concat(RulesOfPrivacy.Answers(viewer)),
    ];
}
