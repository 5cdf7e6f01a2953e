using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What is tried again, and what never.</summary>
public sealed class ZoomRetryTests
{
    const double Speed = 4;

    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    static readonly Dictionary<string, Failure> Failures = new()
    {
        ["503"] = Failure.Status(503),
        ["500"] = Failure.Error(500, 1000, "Internal error."),
        ["reset"] = Failure.Reset,
        ["lost answer"] = Failure.LostAnswer,
        ["hang"] = Failure.Hang(TimeSpan.FromMinutes(1)),
        ["late answer"] = Failure.LateAnswer(TimeSpan.FromMinutes(1)),
    };

    /// <summary>But for a deletion that was done: the second finds nothing.</summary>
    public static TheoryData<string, string> Repeatable()
    {
        var cases = new TheoryData<string, string>();
        foreach (var verb in new[] { "GET", "PUT", "PATCH", "DELETE" })
            foreach (var failure in Failures.Keys.Where(one => verb != "DELETE" || one is not ("lost answer" or "late answer")))
                cases.Add(verb, failure);
        return cases;
    }

    public static TheoryData<string> Any() => new(Failures.Keys);

    [Theory, MemberData(nameof(Repeatable))]
    public async Task What_is_the_same_twice_is_sent_again(string verb, string failure)
    {
        await using var silos = await Start();
        var meeting = await silos.AddMeeting();
        silos.Zoom.Runs.Start(meeting);
        if (verb is "PATCH" or "DELETE")
            silos.Zoom.Runs.End(meeting);
        silos.Zoom.Failures.Add($"{verb} *", Failures[failure], 1);

        await (verb switch
        {
            "GET" => silos.Api.Get(meeting),
            // What was ended and is ended again is none that runs.
            "PUT" when failure is "lost answer" or "late answer" => Refused(silos.Api.SetStatus(meeting, new("end"))),
            "PUT" => silos.Api.SetStatus(meeting, new("end")),
            "PATCH" => silos.Api.Update(meeting, new() { Topic = "Physics" }, ZoomSilos.Host),
            _ => silos.Api.Delete(meeting),
        });

        await WereSent(silos, 2, $"{verb} ");
    }

    [Theory, MemberData(nameof(Any))]
    public async Task What_makes_something_is_sent_once_whatever_comes_back(string failure)
    {
        await using var silos = await Start();
        await silos.Api.List(ZoomSilos.Host, "scheduled", 30, null);
        silos.Zoom.Failures.Add("POST /users/*", Failures[failure]);

        var unknown = await Assert.ThrowsAsync<ZoomException>(silos.AddMeeting);

        Assert.Equal(ZoomFailure.Unavailable, unknown.Failure);
        await WereSent(silos, 1, "POST /users/");
    }

    [Fact]
    public async Task A_delete_whose_answer_was_lost_says_that_the_meeting_is_gone()
    {
        await using var silos = await Start();
        var meeting = await silos.AddMeeting();
        silos.Zoom.Failures.Add("DELETE *", Failure.LostAnswer, 1);

        var gone = await Assert.ThrowsAsync<ZoomException>(() => silos.Api.Delete(meeting));

        Assert.Equal(ZoomFailure.Missing, gone.Failure);
    }

    [Fact]
    public async Task Who_does_not_answer_is_given_up_after_four_tries()
    {
        await using var silos = await Start();
        silos.Zoom.Failures.Add("GET *", Failure.Hang(TimeSpan.FromHours(1)));

        var away = await Assert.ThrowsAsync<ZoomException>(() => silos.Api.Get(2));

        Assert.Equal(ZoomFailure.Unavailable, away.Failure);
        await WereSent(silos, 4, "GET ");
    }

    [Fact]
    public async Task Waiting_for_a_turn_takes_nothing_from_the_time_for_an_answer()
    {
        // Zoom itself counts nothing here: that a turn was a little early is another matter.
        var limits = AccountLimits.Of(ZoomPlan.Free) with { Heavy = new(100, int.MaxValue) };
        await using var silos = await Start(new() { Plan = ZoomPlan.Free, Limits = limits });

        // A turn every 1.25 s: the last one comes later than any answer is waited for.
        var pupil = new ZoomRegistrantRequest { Email = "pupil@school.example", FirstName = "A" };
        var calls = Enumerable.Range(0, 14)
            .Select(_ => silos.Api.Register(1, new ZoomRegistrantsRequest { Registrants = [pupil] })).ToList();

        foreach (var call in calls)
            Assert.Equal(3001, (await Assert.ThrowsAsync<ZoomException>(() => call)).Code);
    }

    [Fact]
    public async Task Who_would_wait_for_minutes_is_sent_away_at_once()
    {
        await using var silos = await ZoomSilos.Start(new() { Plan = ZoomPlan.Free });
        using var leaving = new CancellationTokenSource();
        // Two minutes have 97 turns of 1.25 s.
        var calls = Enumerable.Range(0, 120).Select(_ => silos.Api.Report("1", 30, null, leaving.Token)).ToList();

        await Wait.Until(() => calls.Count(call => call.IsFaulted) >= 15, "those who are too many were sent away");
        await leaving.CancelAsync();

        var refused = new List<ZoomException>();
        foreach (var call in calls)
            if (await Record.ExceptionAsync(() => call) is ZoomException { Failure: ZoomFailure.UsedUp } one)
                refused.Add(one);
        Assert.All(refused, one => Assert.NotNull(one.Until));
        Assert.InRange(refused.Count, 15, 23);
        Assert.InRange((await silos.Account.Usage()).Calls.Single(one => one.Weight == ZoomWeight.Heavy).Waiting, 1, 98);
    }

    static async Task<ZoomSilos> Start(SimulatedZoomOptions? options = null)
    {
        var silos = await ZoomSilos.Start((options ?? new()) with { Clock = new FastClock(Morning, Speed) });
        await silos.WarmUp();
        return silos;
    }

    /// <summary>
    /// Zoom notes a call when it is over for Zoom, too. One more would have come in the meantime. What the silos were warmed
    /// up with does not count.
    /// </summary>
    static async Task WereSent(ZoomSilos silos, int count, string route)
    {
        int Seen() => silos.Zoom.Calls.Count(
            call => call.Route.StartsWith(route, StringComparison.Ordinal) && !call.Target.EndsWith("/1", StringComparison.Ordinal));
        await Wait.Until(() => Task.FromResult(Seen() >= count), () => $"{route} is called {count} times, not {Seen()}");
        Assert.Equal(count, Seen());
    }

    static async Task Refused(Task call) =>
        Assert.Equal(3000, (await Assert.ThrowsAsync<ZoomException>(() => call)).Code);
}
