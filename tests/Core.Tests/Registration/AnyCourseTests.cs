using CsCheck;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>Whatever goes wrong, and in whatever order: in the end it is as it was wanted.</summary>
public sealed class AnyCourseTests
{
    const int Students = 40;

    static readonly Gen<Mishap> Mishaps = Gen.Frequency(
        (12, Gen.Const(Mishap.None)),
        (1, Gen.Int[(int)Mishap.Lost, (int)Mishap.EarlyCrash].Select(one => (Mishap)one)));

    static readonly Gen<(bool TakesSeveral, int[][] Wanted, Mishap[] Mishaps, int[] DeadSaves, int[] Refused)> Courses =
        from takesSeveral in Gen.Bool
        from wanted in Gen.Int[0, Students - 1].Array[0, Students].Array[1, 5]
        from mishaps in Mishaps.Array[0, 150]
        from deadSaves in Gen.Int[1, 80].Array[0, 5]
        from refused in Gen.Int[0, Students - 1].Array[0, 5]
        select (takesSeveral, wanted, mishaps, deadSaves, refused);

    [Fact]
    public Task Any_order_of_failures_and_crashes_ends_as_wanted_and_nobody_is_registered_twice() => Courses.SampleAsync(
        async course =>
        {
            var desk = new Desk(course.TakesSeveral);
            var (call, save) = (0, 0);
            desk.Zoom.Next = () => course.Mishaps.ElementAtOrDefault(call++);
            desk.Rows.BeforeSave = () =>
            {
                if (course.DeadSaves.Contains(++save))
                    throw new CrashException();
            };
            desk.Zoom.Refuses.UnionWith(course.Refused.Select(Desk.Email));
            foreach (var wanted in course.Wanted)
            {
                desk.Unwant(Enumerable.Range(0, Students));
                desk.Want(wanted);
                await Interrupted(desk);
            }
            desk.Zoom.Refuses.Clear();
            await desk.RunToTheEnd();
            desk.AssertWanted();
            Assert.All(desk.Zoom.Registered.Values, count => Assert.InRange(count, 1, 3));
            Assert.All(desk.Zoom.Changed.Values, count => Assert.InRange(count, 1, 10));
        },
        iter: Math.Max(1000, Check.Iter),
        print: course => $"{course.TakesSeveral} [{string.Join("] [", course.Wanted.Select(one => string.Join(' ', one)))}] "
            + $"{string.Join(' ', course.Mishaps)} dead {string.Join(' ', course.DeadSaves)} "
            + $"refused {string.Join(' ', course.Refused)}");

    /// <summary>What is wanted changes while something has failed or waits.</summary>
    static async Task Interrupted(Desk desk)
    {
        try
        {
            await desk.Run();
        }
        catch (CrashException)
        {
            desk.Clock.Advance(TimeSpan.FromSeconds(1));
        }
    }
}
