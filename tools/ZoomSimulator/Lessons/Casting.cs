namespace ZoomOrleans.ZoomSimulator;

/// <summary>Everybody of a lesson: those of the plan, a host if they have none, the invented guests.</summary>
static class Casting
{
    public static IReadOnlyList<Person> Of(LessonPlan plan)
    {
        Person[] host = plan.People.Any(person => person.Role == Role.Host) ? [] : [InventedPeople.Teacher()];
        var everybody = plan.People.Concat(host).Concat(InventedPeople.Guests(plan.Guests));
        return [.. everybody.Select((person, index) => Known(plan, person, index))];
    }

    public static Person HostOf(IReadOnlyList<Person> cast) => cast.First(person => person.Role == Role.Host);

    /// <summary>A host is signed in, so Zoom knows one; a guest is whom Zoom does not know.</summary>
    static Person Known(LessonPlan plan, Person person, int index) => person.Role switch
    {
        Role.Host => person with
        {
            ZoomUserId = person.ZoomUserId ?? ZoomIds.User(plan.Behaving.Fork($"host {index}")),
        },
        Role.Guest => new Person(person.Name) { Role = Role.Guest, Behaviour = person.Behaviour },
        _ => person,
    };
}
