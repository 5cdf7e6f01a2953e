using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

public sealed class RegistrationPassTests
{
    [Fact]
    public async Task Thirty_at_a_time_are_registered_where_Zoom_allows_it()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(Enumerable.Range(0, 45));

        await desk.Run();

        desk.AssertWanted();
        Assert.Equal(["list", "register 30", "register 15"], desk.Zoom.Calls);
    }

    [Fact]
    public async Task One_by_one_they_are_registered_in_a_series()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(0, 1, 2);

        await desk.Run();

        desk.AssertWanted();
        Assert.Equal(4, desk.Zoom.Calls.Count);
        Assert.Null(desk.Rows.Next);
    }

    [Fact]
    public async Task Whom_Zoom_refuses_stops_nobody_and_gives_nobody_anothers_link()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(Enumerable.Range(0, 10));
        desk.Zoom.Refuses.Add(Desk.Email(3));

        await desk.Run();

        var failed = desk.Rows.Of(Desk.Id(3));
        Assert.Equal((null, "Zoom refused this.", false), (failed.JoinUrl, failed.Error, failed.IsUncertain));
        Assert.NotNull(desk.Rows.Next);
        desk.Unwant(3);
        desk.AssertWanted();
    }

    [Fact]
    public async Task Who_leaves_is_denied_and_who_comes_back_is_approved_with_the_same_link()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0, 1);
        await desk.Run();

        desk.Unwant(0);
        await desk.Run();
        Assert.Equal(RegistrantStatus.Denied, desk.Rows.Of(Desk.Id(0)).Status);
        desk.AssertWanted();

        desk.Want(0);
        await desk.Run();
        desk.AssertWanted();
        Assert.Equal(["list", "register 2", "Denied 1", "Approved 1"], desk.Zoom.Calls);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task After_a_lost_answer_it_looks_before_it_registers(bool wasDone)
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0, 1);
        desk.Zoom.Next = () => desk.Zoom.Calls.Count != 2 ? Mishap.None : wasDone ? Mishap.AnswerLost : Mishap.Lost;

        await desk.RunToTheEnd();

        desk.AssertWanted();
        Assert.Equal(
            wasDone ? ["list", "register 2", "list"] : ["list", "register 2", "list", "register 2"],
            desk.Zoom.Calls);
    }

    [Fact]
    public async Task Who_comes_back_while_nobody_knows_whether_they_were_denied_is_approved()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0, 1);
        await desk.Run();

        desk.Unwant(0);
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "Denied 1" ? Mishap.AnswerLost : Mishap.None;
        await desk.Run();
        desk.Want(0);
        await desk.RunToTheEnd();

        desk.AssertWanted();
    }

    [Fact]
    public async Task Who_is_enrolled_late_and_was_denied_in_Zoom_before_is_left_so()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0);
        await desk.Run();
        desk.Zoom.Has(Desk.Email(1), RegistrantStatus.Denied);

        desk.Want(1);
        await desk.Run();

        Assert.Equal((RegistrantStatus.Denied, true), (desk.Rows.Of(Desk.Id(1)).Status, desk.Rows.Of(Desk.Id(1)).IsDeniedAtZoom));
        Assert.Equal(["list", $"register {Desk.Email(0)}", "list"], desk.Zoom.Calls);
    }

    [Fact]
    public async Task Who_waits_for_the_host_is_registered_and_approved_only_when_the_host_has_decided()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0, 1);
        desk.Rows.AwaitingHost.Add(Desk.Id(1));

        await desk.RunToTheEnd();

        Assert.Equal(
            (RegistrantStatus.Pending, RegistrantStatus.Pending),
            (desk.Rows.Of(Desk.Id(1)).Status, desk.Zoom.Registrants.Single(one => one.Email == Desk.Email(1)).Status));
        Assert.Equal(RegistrantStatus.Approved, desk.Rows.Of(Desk.Id(0)).Status);
        desk.Rows.AwaitingHost.Clear();
        await desk.RunToTheEnd();
        desk.AssertWanted();
    }

    [Theory]
    [InlineData(RegistrantStatus.Approved)]
    [InlineData(RegistrantStatus.Denied)]
    public async Task What_the_host_decides_in_Zoom_about_who_waits_stays_so(RegistrantStatus decided)
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0);
        desk.Rows.AwaitingHost.Add(Desk.Id(0));
        await desk.Run();

        desk.Zoom.Set(Desk.Email(0), decided);
        desk.Rows.IsLookAsked = true;
        await desk.RunToTheEnd();
        await desk.RunToTheEnd();

        Assert.Equal(decided, desk.Rows.Of(Desk.Id(0)).Status);
        Assert.Equal(decided, Assert.Single(desk.Zoom.Registrants).Status);
    }

    [Fact]
    public async Task Who_waited_for_the_host_left_and_comes_back_waits_again()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0);
        desk.Rows.AwaitingHost.Add(Desk.Id(0));
        await desk.Run();
        desk.Unwant(0);
        await desk.RunToTheEnd();
        Assert.Equal(RegistrantStatus.Denied, desk.Rows.Of(Desk.Id(0)).Status);

        desk.Want(0);
        await desk.RunToTheEnd();

        // What is looked at for somebody else's sake is not taken for the host's decision.
        desk.Rows.IsLookAsked = true;
        await desk.RunToTheEnd();
        Assert.Equal(
            (RegistrantStatus.Pending, RegistrantStatus.Pending),
            (desk.Rows.Of(Desk.Id(0)).Status, Assert.Single(desk.Zoom.Registrants).Status));
        desk.Rows.AwaitingHost.Clear();
        await desk.RunToTheEnd();
        desk.AssertWanted();
    }

    [Fact]
    public async Task A_lost_answer_of_a_meeting_that_is_cancelled_then_is_looked_for_no_more()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0, 1);
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "register 2" ? Mishap.AnswerLost : Mishap.None;
        await desk.Run();

        desk.Cancel();
        await desk.RunToTheEnd();

        Assert.All(desk.Rows.All, row => Assert.Equal((RegistrantStatus.Denied, false, null), (row.Status, row.IsUncertain, row.Error)));
        Assert.InRange(desk.Zoom.Calls.Count, 3, 4);
    }

    [Fact]
    public async Task Who_registered_elsewhere_already_is_adopted()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Zoom.Has("STUDENT0@deped.gov.ph", RegistrantStatus.Approved);
        desk.Zoom.Has(Desk.Email(1), RegistrantStatus.Pending);
        desk.Zoom.Has("somebody@elsewhere.example", RegistrantStatus.Approved);
        desk.Want(0, 1);

        await desk.Run();

        Assert.All(desk.Zoom.Registrants, one => Assert.Equal(RegistrantStatus.Approved, one.Status));
        Assert.Equal(3, desk.Zoom.Registrants.Count);
        Assert.DoesNotContain(desk.Zoom.Calls, call => call.StartsWith("register", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Three_registrations_a_day_are_not_exceeded()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(0);
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "list" ? Mishap.None : Mishap.Refused;

        await desk.Run();
        for (var retry = 0; retry < 2; retry++)
        {
            desk.Clock.SetUtcNow(desk.Rows.Next!.Value);
            await desk.Run();
        }

        Assert.Equal(Desk.Now.AddDays(1), desk.Rows.Next);
        Assert.Equal(3, desk.Zoom.Calls.Count(call => call != "list"));
    }

    [Fact]
    public async Task Ten_changes_a_day_are_not_exceeded()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(0);
        await desk.Run();

        for (var change = 0; change < 12; change++)
        {
            if (change % 2 == 0)
                desk.Unwant(0);
            else
                desk.Want(0);
            await desk.Run();
        }
        desk.Unwant(0);
        await desk.Run();

        Assert.Equal(10, Assert.Single(desk.Zoom.Changed).Value);
        Assert.Equal(Desk.Now.AddDays(1), desk.Rows.Next);
        await desk.RunToTheEnd();
        desk.AssertWanted();
    }

    [Fact]
    public async Task What_the_account_has_used_up_puts_off_everybody_until_its_time()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(0, 1, 2);
        desk.Zoom.Next = () => desk.Zoom.Calls.Count == 3 ? Mishap.UsedUp : Mishap.None;

        await desk.Run();

        Assert.Equal(3, desk.Zoom.Calls.Count);
        Assert.Equal(Desk.Now.AddMinutes(10), desk.Rows.Next);
        Assert.Equal(0, desk.Rows.Of(Desk.Id(1)).Registrations);
        await desk.RunToTheEnd();
        desk.AssertWanted();
    }

    [Theory]
    [InlineData(true, 600)]
    [InlineData(false, 2)]
    public async Task What_stops_the_asking_for_those_whom_a_batch_left_out_loses_nothing(bool isUsedUp, int seconds)
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(Enumerable.Range(0, 10));
        desk.Zoom.Refuses.UnionWith(Enumerable.Range(0, 5).Select(Desk.Email));
        desk.Zoom.Next = () => desk.Zoom.Calls.Count < 3 ? Mishap.None : isUsedUp ? Mishap.UsedUp : Mishap.Lost;

        await desk.Run();

        Assert.Equal(Desk.Now.AddSeconds(seconds), desk.Rows.Next);
        Assert.Equal(5, desk.Rows.All.Count(row => row.Status == RegistrantStatus.Approved));
        Assert.Equal(5, desk.Rows.All.Count(row => row.Error is not null));
        Assert.Single(desk.Zoom.Calls, call => call == "register 10");
    }

    [Fact]
    public async Task Where_Zoom_does_not_answer_not_everybody_is_tried()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(Enumerable.Range(0, 45));
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "list" ? Mishap.None : Mishap.Lost;

        await desk.Run();

        Assert.Equal(4, desk.Zoom.Calls.Count);
        Assert.Equal(Desk.Now.AddSeconds(2), desk.Rows.Next);
    }

    [Fact]
    public async Task Without_an_account_nothing_is_tried_and_nothing_spins()
    {
        var desk = new Desk(takesSeveral: true, isConnected: false);
        desk.Want(0, 1);

        await desk.Run();

        Assert.Empty(desk.Zoom.Calls);
        Assert.Empty(desk.Rows.All);
        Assert.Equal(Desk.Now.AddHours(1), desk.Rows.Next);
        Assert.Contains("not connected", desk.Rows.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Who_was_never_registered_and_leaves_is_nothing_for_Zoom()
    {
        var desk = new Desk(takesSeveral: false);
        desk.Want(0);
        desk.Zoom.Refuses.Add(Desk.Email(0));
        await desk.Run();
        var calls = desk.Zoom.Calls.Count;

        desk.Unwant(0);
        await desk.Run();

        Assert.Equal((RegistrantStatus.Denied, calls), (desk.Rows.Of(Desk.Id(0)).Status, desk.Zoom.Calls.Count));
        Assert.Null(desk.Rows.Next);
    }
}
