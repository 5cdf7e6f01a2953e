using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Text.RegularExpressions;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Erasure;

/// <summary>
/// One value in the place of another, wherever it stands in a log. Attendance asks of names, addresses and ids only whether
/// they are the same: so the log renamed gives the attendance renamed.
/// </summary>
public sealed class Renaming
{
    static readonly TimeSpan MatchTimeout = TimeSpan.FromSeconds(1);

    readonly Guid? _user;
    readonly Guid _pseudonym;
    readonly FrozenDictionary<string, string> _values;
    readonly FrozenDictionary<string, string> _names;
    readonly FrozenDictionary<string, string> _words;
    readonly Regex? _inText;

    /// <param name="user">The user's id; null where it is not to be renamed.</param>
    /// <param name="pseudonym">What takes its place.</param>
    /// <param name="values">Addresses, Zoom user ids, registrant ids.</param>
    /// <param name="names">Display names.</param>
    /// <param name="fullName">Looked for in what people have written, and what takes its place there; null: none is.</param>
    public Renaming(
        Guid? user, Guid pseudonym, IReadOnlyDictionary<string, string> values, IReadOnlyDictionary<string, string> names,
        (string Name, string Other)? fullName)
    {
        (_user, _pseudonym) = (user, pseudonym);
        (_values, _names) = (values.ToFrozenDictionary(), names.ToFrozenDictionary());
        var words = values.ToDictionary(StringComparer.OrdinalIgnoreCase);
        if (fullName is var (name, other))
            words[name] = other;
        _words = words.ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);
        if (words.Count > 0)
            _inText = new Regex(
                $@"(?<!\w)(?:{string.Join('|', words.Keys.OrderByDescending(word => word.Length).Select(Regex.Escape))})(?!\w)",
                RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, MatchTimeout);
    }

    public IReadOnlyDictionary<string, string> Values => _values;

    public IReadOnlyDictionary<string, string> Names => _names;

    /// <returns>The entry itself where nothing in it is renamed.</returns>
    public Entry Of(Entry entry) => entry switch
    {
        Fact fact => Of(fact),
        Notice notice => notice with { Subject = Value(notice.Subject), Topic = Text(notice.Topic), Host = Value(notice.Host) },
        MeetingContext context => Of(context),
        Decision decision => Of(decision),
        _ => entry,
    };

    public Guid Of(Guid user) => user == _user ? _pseudonym : user;

    public string? Value(string? value) => value is not null && _values.TryGetValue(value, out var other) ? other : value;

    public string? Name(string? name) => name is not null && _names.TryGetValue(name, out var other) ? other : name;

    /// <summary>Of what somebody has written.</summary>
    public string? Text(string? text) =>
        text is null || _inText is null ? text : _inText.Replace(text, found => _words[found.Value]);

    Fact Of(Fact fact) => fact with
    {
        Name = Name(fact.Name),
        Email = Value(fact.Email),
        RegistrantId = Value(fact.RegistrantId),
        ParticipantUserId = Value(fact.ParticipantUserId),
        ZoomUserId = Value(fact.ZoomUserId),
    };

    MeetingContext Of(MeetingContext context) => context with
    {
        Roster = [.. context.Roster.Select(one => one with { StudentId = Of(one.StudentId) })],
        Staff = [.. context.Staff.Select(Of)],
        Names = context.Names.ToImmutableSortedDictionary(
            one => Of(one.Key), one => one.Key == _user ? Name(one.Value)! : one.Value),
        Registrants = context.Registrants.Renamed(value => Value(value)!, Of),
        Emails = context.Emails.Renamed(value => Value(value)!, Of),
        ZoomUserIds = context.ZoomUserIds.Renamed(value => Value(value)!, Of),
        Children = context.Children.ToImmutableSortedDictionary(
            one => Of(one.Key), one => one.Value.Select(Of).ToImmutableSortedSet()),
    };

    Decision Of(Decision decision)
    {
        var common = decision with { By = decision.By is { } by ? Of(by) : null, Reason = Text(decision.Reason) };
        return common switch
        {
            Overridden one => one with { StudentId = Of(one.StudentId) },
            OverrideRemoved one => one with { StudentId = Of(one.StudentId) },
            Matched one => one with
            {
                StudentId = Of(one.StudentId),
                RegistrantIds = [.. one.RegistrantIds.Select(value => Value(value)!)],
                Emails = [.. one.Emails.Select(value => Value(value)!)],
                Name = Name(one.Name),
            },
            _ => common,
        };
    }
}
