using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>A meeting whose registration is driven, with everything around it made up.</summary>
sealed class Desk
{
    public static readonly DateTimeOffset Now = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    const long Meeting = 81_234_567_890;
    const int RunsMax = 500;

    public Desk(bool takesSeveral, bool isConnected = true)
    {
        Rows = new FakeRows { TakesSeveral = takesSeveral };
        Zoom = new FakeRegistrar(Clock) { IsConnected = isConnected };
    }

    public FakeTimeProvider Clock { get; } = new(Now);

    public FakeRows Rows { get; }

    public FakeRegistrar Zoom { get; }

    public static Guid Id(int student) => new(student, 0, 0, new byte[8]);

    public static string Email(int student) => $"student{student}@deped.gov.ph";

    public void Want(params IEnumerable<int> students)
    {
        foreach (var student in students)
            Rows.Wanted[Id(student)] = (Email(student), $"Student {student}");
    }

    public void Unwant(params IEnumerable<int> students)
    {
        foreach (var student in students)
            Rows.Wanted.Remove(Id(student));
    }

    /// <summary>Here, and in Zoom, which does not have it any more.</summary>
    public void Cancel()
    {
        Rows.Wanted.Clear();
        Rows.IsCancelled = true;
        Zoom.IsGone = true;
    }

    public Task Run() => new RegistrationPass(Rows, Zoom, Clock).Run(Meeting);

    /// <summary>Again and again, as the due row says, through crashes.</summary>
    public async Task RunToTheEnd()
    {
        for (var run = 0; run < RunsMax; run++)
        {
            try
            {
                await Run();
                if (Rows.IsDone)
                    return;
                Clock.Advance(Rows.Next!.Value > Clock.GetUtcNow() ? Rows.Next.Value - Clock.GetUtcNow() : TimeSpan.Zero);
            }
            catch (Exception exception) when (exception is CrashException or ZoomException)
            {
                Clock.Advance(TimeSpan.FromMinutes(1));
            }
        }
        Assert.Fail($"It comes to no end: {string.Join(", ", Zoom.Calls.TakeLast(20))}");
    }

    /// <summary>Everybody wanted has an approved link of their own, nobody else has one, and nobody is there twice.</summary>
    public void AssertWanted()
    {
        Assert.Equal(
            Rows.Wanted.Values.Select(one => one.Email).Order(),
            Zoom.Registrants.Where(one => one.Status == RegistrantStatus.Approved).Select(one => one.Email).Order());
        Assert.Distinct(Zoom.Registrants.Select(one => one.Email));
        foreach (var (user, person) in Rows.Wanted)
        {
            var row = Rows.Of(user);
            Assert.Equal(
                (RegistrantStatus.Approved, $"https://zoom.example/w/{person.Email}", false),
                (row.Status, row.JoinUrl, row.IsUncertain));
        }
        Assert.All(Rows.All.Where(row => !Rows.Wanted.ContainsKey(row.UserId)), row => Assert.NotEqual(RegistrantStatus.Approved, row.Status));
    }
}
