using static ZoomOrleans.Cluster.Tests.Access.Person;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>A text that some may read, in whatever answer, and the others in none.</summary>
/// <param name="What">What it is.</param>
/// <param name="Text">By which it is found.</param>
/// <param name="Known">Who may read it.</param>
sealed record Secret(string What, string Text, IReadOnlyList<Person> Known)
{
    public bool IsIn(string answer) => answer.Contains(Text, StringComparison.OrdinalIgnoreCase);

    /// <summary>Who may read what, wherever it stands.</summary>
    public static IReadOnlyList<Secret> Of(World world)
    {
        Person[] runs = [Admin, Host];
        Person[] supervises = [.. runs, ClassTeacher];
        Person[] family = [.. supervises, Student, Parent];
        Person[] strangers = [Admin, OtherTeacher, Stranger, OtherParent];
        Person[] notParents = [.. supervises, OtherTeacher, Student, Stranger];
        return
        [
            // Fetched from Zoom when the host asks for it, by a route of its own: HoldingTests. Here is no Zoom.
            new("the link to start as the host", "startUrl", []),
            new("a field for the password", "\"password\"", runs),
            new("the password", World.Password, runs),
            new("the common link where each has one of their own", $"/j/{world.Held.Number}", runs),
            new("the common link", $"/j/{world.Live.Number}", notParents),
            new("the student's link", $"{World.OwnLink}{world.Students[0]}", [.. runs, Student]),
            new("a classmate's link", $"{World.OwnLink}{world.Students[1]}", runs),
            .. Who("the student", "ownstudent", world.Students[0], family),
            .. Who("a classmate", "classmate1", world.Students[1], supervises),
            .. Who("an absent classmate", "classmate2", world.Students[2], supervises),
            .. Who("a student of another class", "stranger", world.School.Stranger, strangers),
            new("the sex of the student", "\"sex\":\"female\"", [Admin, ClassTeacher]),
            new("a guest", "Name of guest1", supervises),
            new("a guest's id", world.Guest, supervises),
            new("the address of a guest whom somebody knew", "guest2@elsewhere.example", supervises),
        ];
    }

    static IEnumerable<Secret> Who(string what, string word, Guid id, Person[] known) =>
    [
        new($"the name of {what}", $"Name of {word}", known),
        new($"the address of {what}", $"{word}@school.example", known),
        new($"the id of {what}", $"{id}", known),
    ];
}
