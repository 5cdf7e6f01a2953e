namespace ZoomOrleans.Attendance;

/// <summary>
/// Who a connection is (rules, section 4): the user, by which rule; or nobody (a guest). Rules are tried in the order
/// of <see cref="MatchedBy"/>; one that yields two users yields nobody, and that is said.
/// </summary>
public readonly record struct Identity(Guid? User, MatchedBy? MatchedBy, bool IsAmbiguous)
{
    /// <param name="connection">Whose evidence is looked at.</param>
    /// <param name="matched">Whom people said it was.</param>
    /// <param name="context">Who is known by what.</param>
    public static Identity Of(Connection connection, IEnumerable<Guid> matched, MeetingContext context)
    {
        var ambiguous = false;
        var user = Only(matched, ref ambiguous);
        if (user is not null)
            return new Identity(user, ZoomOrleans.MatchedBy.Manual, ambiguous);
        user = Only(Known(connection.RegistrantIds, context.Registrants)
            .Concat(Known(connection.ParticipantUserIds, context.Registrants)), ref ambiguous);
        if (user is not null)
            return new Identity(user, ZoomOrleans.MatchedBy.Registrant, ambiguous);
        user = Only(Known(connection.Emails, context.Emails), ref ambiguous);
        if (user is not null)
            return new Identity(user, ZoomOrleans.MatchedBy.Email, ambiguous);
        user = Only(Known(connection.ParticipantUserIds, context.ZoomUserIds)
            .Concat(Known(connection.ZoomUserIds, context.ZoomUserIds)), ref ambiguous);
        return new Identity(user, user is null ? null : ZoomOrleans.MatchedBy.ZoomUser, ambiguous);
    }

    static IEnumerable<Guid> Known(IReadOnlyList<string> values, Bindings bindings) =>
        values.Select(value => bindings[value]).OfType<Guid>();

    static Guid? Only(IEnumerable<Guid> users, ref bool ambiguous)
    {
        Guid? only = null;
        foreach (var user in users)
        {
            if (only is not null && only != user)
            {
                ambiguous = true;
                return null;
            }
            only = user;
        }
        return only;
    }
}
