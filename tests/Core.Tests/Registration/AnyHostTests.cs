using CsCheck;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>Whatever a class and its host in Zoom do in turn: it ends as both of them wanted.</summary>
public sealed class AnyHostTests
{
    const int Students = 6;

    enum Act
    {
        Enrol,
        Leave,
        DenyInZoom,
        CancelInZoom,
        ApproveInZoom,
    }

    static readonly Gen<Mishap> Mishaps = Gen.Frequency(
        (12, Gen.Const(Mishap.None)),
        (1, Gen.Int[(int)Mishap.Lost, (int)Mishap.EarlyCrash].Select(one => (Mishap)one)));

    static readonly Gen<((Act Act, int Student)[] Acts, Mishap[] Mishaps)> Courses =
        from acts in Gen.Select(Gen.Int[0, 4].Select(one => (Act)one), Gen.Int[0, Students - 1]).Array[1, 15]
        from mishaps in Mishaps.Array[0, 60]
        select (acts, mishaps);

    [Fact]
    public Task Whom_the_host_denied_in_Zoom_stays_denied_until_they_are_approved_or_come_back() => Courses.SampleAsync(
        async course =>
        {
            var desk = new Desk(takesSeveral: true);
            var call = 0;
            desk.Zoom.Next = () => course.Mishaps.ElementAtOrDefault(call++);
            var wanted = new HashSet<int>();
            var denied = new HashSet<int>();
            foreach (var (act, student) in course.Acts)
            {
                Do(desk, act, student, wanted, denied);
                desk.Rows.IsLookAsked = true;
                await desk.RunToTheEnd();
                // Each act may take Zoom's ten changes; they are of a day.
                desk.Clock.Advance(TimeSpan.FromDays(1));
            }
            Assert.Equal(
                wanted.Except(denied).Select(Desk.Email).Order(),
                desk.Zoom.Registrants.Where(one => one.Status == RegistrantStatus.Approved).Select(one => one.Email).Order());
            Assert.Equal(
                denied.Order(),
                Enumerable.Range(0, Students).Where(one => desk.Rows.All.Any(row => row.UserId == Desk.Id(one) && row.IsDeniedAtZoom)));
            Assert.False(desk.Rows.IsLookAsked);
        },
        iter: Math.Max(1000, Check.Iter),
        print: course => $"{string.Join(", ", course.Acts)} {string.Join(' ', course.Mishaps)}");

    static void Do(Desk desk, Act act, int student, HashSet<int> wanted, HashSet<int> denied)
    {
        var isThere = desk.Zoom.Registrants.Any(one => one.Email == Desk.Email(student));
        switch (act)
        {
            case Act.Enrol:
                wanted.Add(student);
                desk.Want(student);
                break;
            case Act.Leave:
                wanted.Remove(student);
                denied.Remove(student);
                desk.Unwant(student);
                break;
            case Act.ApproveInZoom when isThere:
                denied.Remove(student);
                desk.Zoom.Set(Desk.Email(student), RegistrantStatus.Approved);
                break;
            case Act.DenyInZoom when isThere:
                desk.Zoom.Set(Desk.Email(student), RegistrantStatus.Denied);
                Note();
                break;
            case Act.CancelInZoom when isThere:
                desk.Zoom.Remove(Desk.Email(student));
                Note();
                break;
        }

        void Note()
        {
            if (wanted.Contains(student))
                denied.Add(student);
        }
    }
}
