using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.School;

namespace ZoomOrleans.Api.Import;

/// <summary>The people as they will be when everything is imported, for the rows that refer to them.</summary>
sealed class People
{
    readonly Dictionary<Guid, Person> _byId = [];
    readonly Dictionary<string, Person> _byEmail = [];

    /// <param name="planned">What the file says of somebody counts more than what stands in the tables.</param>
    /// <param name="standing">Those who are there already.</param>
    public People(IEnumerable<PlannedUser> planned, IEnumerable<StandingUser> standing)
    {
        foreach (var one in planned)
            Add(new Person(one.Id, one.Asked.Role), one.Asked.Email);
        foreach (var one in standing)
            if (!_byId.ContainsKey(one.Id))
                Add(new Person(one.Id, one.Role), one.Email);
    }

    /// <summary>Whom a cell means; null, and blamed, where that is nobody, or nobody of such a role.</summary>
    public Guid? Find(ImportRow row, string column, string? named, params ReadOnlySpan<Role> roles)
    {
        if (named is null)
            return null;
        var person = RowReading.IdIn(named) is { } id
            ? _byId.GetValueOrDefault(id) : _byEmail.GetValueOrDefault(RowReading.Normalized(named));
        if (person is null)
            row.Blame(column, $"There is no user '{ImportRow.Shortened(named)}', neither here nor in the file.");
        // A role that cannot be read is blamed where it stands.
        else if (person.Role is { } role && !roles.Contains(role))
            row.Blame(column, $"'{ImportRow.Shortened(named)}' has the role {EnumText.Of(role)}.");
        else
            return person.Id;
        return null;
    }

    void Add(Person person, string? email)
    {
        _byId.TryAdd(person.Id, person);
        if (email is not null)
            _byEmail.TryAdd(email, person);
    }

    sealed record Person(Guid Id, Role? Role);
}
