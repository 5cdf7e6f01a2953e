using System.Globalization;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.School;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Export;

/// <summary>What School Form 2 asks of a learner beside their marks.</summary>
/// <param name="IsRegistered">Whether they belong to the class when the month ends, or now.</param>
/// <param name="Excuses">The reasons by day; the same one may stand there several times.</param>
sealed record Sf2Facts(
    Sex? Sex, bool IsRegistered, DateOnly? Joined, DateOnly? Left, IReadOnlyList<(DateOnly Day, string Reason)> Excuses)
{
    public static Sf2Facts None { get; } = new(null, false, null, null, []);
}

/// <summary>A class's month as School Form 2 has it: by day, and by sex.</summary>
/// <param name="Days">The school days: those with a lesson of which attendance was taken.</param>
/// <param name="Groups">Male, female, and those whose sex is not recorded, where there are any.</param>
/// <param name="Waiting">How many marks are not decided yet.</param>
sealed record Sf2Month(IReadOnlyList<DateOnly> Days, IReadOnlyList<Sf2Group> Groups, int Waiting)
{
    public Sf2Group Everybody => new(null, [.. Groups.SelectMany(group => group.Learners)]);

    public static Sf2Month Of(ClassAttendance attendance, IReadOnlyDictionary<Guid, Sf2Facts> facts)
    {
        var days = attendance.Occurrences.Index()
            .Where(lesson => attendance.Students.Any(student => student.Cells[lesson.Index].HasRecord))
            .ToLookup(lesson => lesson.Item.Date, lesson => lesson.Index);
        var dates = days.Select(day => day.Key).Order().ToList();
        var learners = attendance.Students.ToLookup(
            student => facts.GetValueOrDefault(student.StudentId, Sf2Facts.None).Sex,
            student => Learner(student, facts.GetValueOrDefault(student.StudentId, Sf2Facts.None)));
        Sex?[] sexes = [Sex.Male, Sex.Female, null];
        return new Sf2Month(
            dates,
            [
                .. sexes.Select(sex => new Sf2Group(sex, [.. learners[sex]]))
                    .Where(group => group.Sex is not null || group.Learners.Count > 0),
            ],
            attendance.Summary.Waiting);

        Sf2Learner Learner(StudentRow student, Sf2Facts known)
        {
            var marks = dates.ConvertAll(date => Mark([.. days[date].Select(lesson => student.Cells[lesson])]));
            return new Sf2Learner(student.Name, marks, known.IsRegistered, Remarks(dates, marks, known));
        }
    }

    static DayMark? Mark(IReadOnlyList<LessonCell> cells) => DayMark.Of(
        [.. cells.Where(cell => cell.HasRecord).Select(cell => new LessonOfDay(cell.Status, cell.Late, cell.LeftEarly))]);

    static string Remarks(IReadOnlyList<DateOnly> dates, IReadOnlyList<DayMark?> marks, Sf2Facts known)
    {
        var excused = dates.Where((_, day) => marks[day] is { Status: DayStatus.Excused }).ToHashSet();
        var reasons = known.Excuses.Where(excuse => excused.Contains(excuse.Day)).Distinct()
            .GroupBy(excuse => excuse.Reason, excuse => excuse.Day.Day);
        return string.Join("; ",
        [
            .. known.Joined is { } joined ? [$"on the roll from {Written(joined)}"] : Array.Empty<string>(),
            .. known.Left is { } left ? [$"on the roll until {Written(left)}"] : Array.Empty<string>(),
            .. reasons.Select(days => $"excused {string.Join(", ", days)}: {days.Key}"),
        ]);
    }

    static string Written(DateOnly day) => day.ToString("d MMMM", CultureInfo.InvariantCulture);
}

/// <summary>The learners of one sex, or those whose sex is not recorded.</summary>
sealed record Sf2Group(Sex? Sex, IReadOnlyList<Sf2Learner> Learners)
{
    public int Registered => Learners.Count(learner => learner.IsRegistered);

    public int AbsentFiveDays => Learners.Count(learner => learner.IsAbsentFiveDays);

    public int PresentOn(int day) => Learners.Count(learner => learner.Marks[day] is { Status: DayStatus.Present });

    /// <summary>Null without a school day.</summary>
    public double? AverageDaily(int days) =>
        days == 0 ? null : Enumerable.Range(0, days).Sum(PresentOn) / (double)days;

    /// <summary>The average as a part of who is registered when the month ends, as the form wants it; so it may pass 1.</summary>
    public double? Share(int days) => Registered == 0 ? null : AverageDaily(days) / Registered;
}

/// <summary>A learner's month.</summary>
/// <param name="Marks">One for each school day; null where the learner was not on the roll.</param>
sealed record Sf2Learner(string Name, IReadOnlyList<DayMark?> Marks, bool IsRegistered, string Remarks)
{
    const int DaysInARow = 5;

    public int Absent => Marks.Count(IsAbsent);

    public int Tardy => Marks.Count(mark => mark is { CameLate: true } or { CutClasses: true });

    /// <summary>On so many school days of the month without one between them, excused or not.</summary>
    public bool IsAbsentFiveDays => Marks.Aggregate(
        (Now: 0, Most: 0), (run, mark) => IsAbsent(mark) ? (run.Now + 1, Math.Max(run.Most, run.Now + 1)) : (0, run.Most))
        .Most >= DaysInARow;

    static bool IsAbsent(DayMark? mark) => mark is { Status: DayStatus.Absent or DayStatus.Excused };
}
