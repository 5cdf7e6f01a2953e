namespace ZoomOrleans.ZoomSimulator;

/// <summary>The lessons that the settings ask for, as deliveries in one order, and when offset 0 is due.</summary>
sealed record Performance(IReadOnlyList<Delivery> Deliveries, DateTimeOffset Start, DateTimeOffset Origin)
{
    public static Performance Of(Settings settings, DateTimeOffset now)
    {
        var people = settings.PeopleFile is { } file
            ? PeopleFile.Read(File.ReadLines(file))
            : InventedPeople.Students(settings.Students);
        var start = settings.Start ?? LatestStart(settings, now);
        var deliveries = Enumerable.Range(0, settings.Lessons)
            .Select(number => Lesson.Of(Plan(settings, number, people, start)))
            .SelectMany(lesson => ZoomSimulator.Deliveries.Of(lesson, settings.Faults))
            .OrderBy(delivery => delivery.Offset);
        return new([.. deliveries], start, settings.IsRealTime ? start : now);
    }

    /// <summary>A receiver may doubt events of the future: compressed, a lesson ends when its play does.</summary>
    static DateTimeOffset LatestStart(Settings settings, DateTimeOffset now)
    {
        var length = TimeSpan.FromMinutes(settings.Minutes);
        if (settings.IsInstant)
            return now - length;
        return settings.Speed > 1 ? now - length + length / settings.Speed : now;
    }

    static LessonPlan Plan(Settings settings, int number, IReadOnlyList<Person> people, DateTimeOffset start)
    {
        var plan = new LessonPlan
        {
            Seed = settings.Seed + number,
            MeetingId = settings.Meeting + number,
            Start = start,
            Length = TimeSpan.FromMinutes(settings.Minutes),
            People = people,
            Behaviour = settings.Behaviour,
            Guests = settings.Guests,
            Breakouts = settings.Breakouts,
            Restarts = settings.Restarts,
            HostLeftMissing = settings.HostLeftMissing,
        };
        return settings.Topic is { } topic ? plan with { Topic = topic } : plan;
    }
}
