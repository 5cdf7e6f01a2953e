using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>A connection with its stays as one occurrence sees them, cut to its territory.</summary>
sealed record Seen(NaiveConnection Connection, IReadOnlyList<NaiveStay> Stays);

/// <summary>Who a connection is (rules, section 4).</summary>
/// <param name="User">Null for a guest.</param>
/// <param name="Rule">The rule that said so; null where none did.</param>
/// <param name="IsAmbiguous">Whether a rule named two users.</param>
sealed record Who(Guid? User, MatchedBy? Rule, bool IsAmbiguous);

/// <summary>Who is who in one occurrence.</summary>
sealed class NaiveIdentity(NaiveLog log, string occurrence, IReadOnlyList<Seen> everybody)
{
    static readonly MatchedBy[] Rules = [MatchedBy.Manual, MatchedBy.Registrant, MatchedBy.Email, MatchedBy.ZoomUser];

    public Who Of(Seen one)
    {
        var isAmbiguous = false;
        foreach (var rule in Rules)
        {
            var users = Users(rule, one.Connection).Distinct().ToList();
            if (users.Count == 1)
                return new Who(users[0], rule, isAmbiguous);
            isAmbiguous |= users.Count > 1;
        }
        return new Who(null, null, isAmbiguous);
    }

    IEnumerable<Guid> Users(MatchedBy rule, NaiveConnection one) => rule switch
    {
        MatchedBy.Manual => Matches().Where(match => Fits(match, one)).Select(match => match.StudentId),
        MatchedBy.Registrant =>
            Known(one.Registrants.Concat(one.ParticipantUsers), (context, value) => context.Registrants[value]),
        MatchedBy.Email => Known(one.Emails, (context, value) => context.Emails[value]),
        _ => Known(one.ParticipantUsers.Concat(one.ZoomUsers), (context, value) => context.ZoomUserIds[value]),
    };

    /// <summary>What a value stood for in the last context that knew it: a binding stays known when its row is gone.</summary>
    IEnumerable<Guid> Known(IEnumerable<string> values, Func<MeetingContext, string, Guid?> binding) => values
        .Select(value => log.Contexts.Select(context => binding(context, value)).LastOrDefault(user => user is not null))
        .OfType<Guid>();

    IEnumerable<Matched> Matches()
    {
        var takenBack = log.Decisions.OfType<Unmatched>().Select(unmatched => unmatched.MatchId).ToList();
        return log.Decisions.OfType<Matched>().Where(match => !takenBack.Contains(match.Id));
    }

    bool Fits(Matched match, NaiveConnection one) =>
        one.Registrants.Concat(one.ParticipantUsers).Intersect(match.RegistrantIds).Any()
        || one.Emails.Intersect(match.Emails).Any()
        || (match.Name is not null && one.Name == match.Name && one.Registrants.Count == 0 && one.Emails.Count == 0
            && log.About(occurrence).Contains(match) && !WereTwoAtOnce(match.Name));

    bool WereTwoAtOnce(string name)
    {
        var named = everybody.Where(one => one.Connection.Name == name).ToList();
        return named.Any(one => named.Any(other => one != other && Overlap(one, other)));
    }

    static bool Overlap(Seen one, Seen other) => one.Stays.Any(stay => other.Stays.Any(another =>
        stay.Span.From < stay.Span.To && another.Span.From < another.Span.To
        && stay.Span.From < another.Span.To && another.Span.From < stay.Span.To));
}
