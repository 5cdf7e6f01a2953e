using System.Text.Json;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance.Naive;

/// <summary>
/// The rules were made twice, and of random lessons both say the same, in whatever order they are told. A failure
/// prints its seed; the environment variable CsCheck_Seed replays it, and CsCheck_Iter asks for more cases.
/// </summary>
public sealed class NaiveTests
{
    static readonly Gen<(Entry[] Told, Entry[] ToldOtherwise, DateTimeOffset Now)> Lessons =
        from told in AnyLesson.Log
        from otherwise in AnyLesson.InAnyOrder(told)
        from now in AnyLesson.Now
        select (told, otherwise, now);

    [Fact]
    public void Both_implementations_of_the_rules_say_the_same() => Compare(Math.Max(40_000, Check.Iter));

    [Fact, Trait("Tier", "Long")]
    public void Both_say_the_same_of_a_million_lessons() => Compare(Math.Max(1_000_000, Check.Iter));

    static void Compare(long cases) => Lessons.Sample(
        lesson =>
        {
            var naive = Account.InWords(NaiveRules.Of(Meeting.Number, lesson.Told, lesson.Now));
            Assert.Equal(naive, Account.InWords(TheCore.Of(Meeting.Number, lesson.Told, lesson.Now)));
            Assert.Equal(naive, Account.InWords(TheCore.Of(Meeting.Number, lesson.ToldOtherwise, lesson.Now)));
        },
        iter: cases,
        print: lesson => $"now {Account.Moment(lesson.Now)}\n{string.Join('\n', lesson.Told.Select(Printed))}");

    static string Printed(Entry entry) =>
        entry is MeetingContext context ? JsonSerializer.Serialize(context) : entry.ToString();
}
