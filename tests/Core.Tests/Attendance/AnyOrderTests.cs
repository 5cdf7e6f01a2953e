using System.Text.Json;
using CsCheck;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Core.Tests.Attendance;

/// <summary>
/// The first sentence of the rules, for random lessons. A failure prints its seed; the environment variable
/// CsCheck_Seed replays it, and CsCheck_Iter asks for more cases.
/// </summary>
public sealed class AnyOrderTests
{
    static readonly long Cases = Math.Max(2000, Check.Iter);

    static readonly Gen<(Entry[] Told, Entry[] ToldOtherwise, DateTimeOffset Now)> Lessons =
        from told in AnyLesson.Log
        from otherwise in AnyLesson.InAnyOrder(told)
        from now in AnyLesson.Now
        select (told, otherwise, now);

    [Fact]
    public void The_same_events_in_any_order_and_any_number_of_times_give_the_same_attendance() => Lessons.Sample(
        lesson => Assert.Equal(Everything(lesson.Told, lesson.Now), Everything(lesson.ToldOtherwise, lesson.Now)),
        iter: Cases,
        print: lesson => string.Join('\n', lesson.ToldOtherwise.AsEnumerable()));

    static string Everything(Entry[] entries, DateTimeOffset now) =>
        JsonSerializer.Serialize(AttendanceRules.Of(Meeting.Number, entries, now));
}
