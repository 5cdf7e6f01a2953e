using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>What is done to registrants in Zoom's own pages, and found when it is looked for.</summary>
public sealed class LookTests
{
    static readonly string[] Looked = ["list"];

    [Fact]
    public async Task Without_a_notice_nobody_looks()
    {
        var desk = await Registered(0, 1);

        await desk.Run();

        Assert.Empty(desk.Zoom.Calls);
    }

    [Fact]
    public async Task Our_own_registering_is_looked_at_once_and_changes_nothing()
    {
        var desk = await Registered(0, 1);

        await Look(desk);
        await desk.Run();

        Assert.Equal(Looked, desk.Zoom.Calls);
        desk.AssertWanted();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Whom_somebody_denied_or_cancelled_in_Zoom_is_shown_so_and_left_so(bool isCancelled)
    {
        var desk = await Registered(0, 1);
        if (isCancelled)
            desk.Zoom.Remove(Desk.Email(0));
        else
            desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Denied);

        await Look(desk);
        await Look(desk);

        Assert.Equal((RegistrantStatus.Denied, true), (desk.Rows.Of(Desk.Id(0)).Status, desk.Rows.Of(Desk.Id(0)).IsDeniedAtZoom));
        Assert.Contains("in Zoom", desk.Rows.Of(Desk.Id(0)).Error, StringComparison.Ordinal);
        Assert.All(desk.Zoom.Calls, call => Assert.Contains(call, new[] { "list", "find" }));
        Assert.True(desk.Rows.IsDone);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Who_leaves_and_comes_back_after_that_is_registered_again(bool isCancelled)
    {
        var desk = await Registered(0, 1);
        if (isCancelled)
            desk.Zoom.Remove(Desk.Email(0));
        else
            desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Denied);
        await Look(desk);

        desk.Unwant(0);
        await desk.Run();
        desk.Want(0);
        await desk.RunToTheEnd();

        desk.AssertWanted();
    }

    [Fact]
    public async Task Who_is_approved_in_Zoom_again_is_approved()
    {
        var desk = await Registered(0, 1);
        desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Denied);
        await Look(desk);
        desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Pending);
        await Look(desk);
        Assert.Equal(RegistrantStatus.Denied, desk.Rows.Of(Desk.Id(0)).Status);

        desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Approved);
        await Look(desk);

        desk.AssertWanted();
        Assert.False(desk.Rows.Of(Desk.Id(0)).IsDeniedAtZoom);
    }

    [Fact]
    public async Task Who_was_denied_before_the_program_knew_them_is_left_so()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Zoom.Has(Desk.Email(0), RegistrantStatus.Denied);
        desk.Want(0, 1);

        await desk.Run();

        Assert.Equal(["list", $"register {Desk.Email(1)}"], desk.Zoom.Calls);
        Assert.Equal((RegistrantStatus.Denied, true), (desk.Rows.Of(Desk.Id(0)).Status, desk.Rows.Of(Desk.Id(0)).IsDeniedAtZoom));
    }

    [Fact]
    public async Task Whom_Zoom_only_forgot_to_list_keeps_the_link()
    {
        var desk = await Registered(0, 1);
        desk.Zoom.Unlisted.Add(desk.Zoom.Registrants.Single(one => one.Email == Desk.Email(0)));
        desk.Zoom.Remove(Desk.Email(0));

        await Look(desk);

        Assert.Equal(["list", "find"], desk.Zoom.Calls);
        Assert.Equal(RegistrantStatus.Approved, desk.Rows.Of(Desk.Id(0)).Status);
    }

    [Fact]
    public async Task A_student_whom_the_class_no_longer_has_stays_denied_whatever_is_done_in_Zoom()
    {
        var desk = await Registered(0, 1);
        desk.Unwant(0);
        await desk.Run();

        desk.Zoom.Set(Desk.Email(0), RegistrantStatus.Approved);
        await Look(desk);

        desk.AssertWanted();
        Assert.Equal(RegistrantStatus.Denied, desk.Zoom.Registrants.Single(one => one.Email == Desk.Email(0)).Status);
    }

    [Fact]
    public async Task A_look_that_fails_stays_asked_for_and_holds_up_nobodys_registration()
    {
        var desk = await Registered(0);
        desk.Want(1);
        desk.Rows.IsLookAsked = true;
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "list" ? Mishap.UsedUp : Mishap.None;

        await Assert.ThrowsAsync<ZoomException>(desk.Run);

        desk.AssertWanted();
        Assert.True(desk.Rows.IsLookAsked);
    }

    [Fact]
    public async Task Without_an_account_a_look_waits_for_one()
    {
        var desk = new Desk(takesSeveral: true, isConnected: false);
        desk.Want(0);

        await Look(desk);

        Assert.True(desk.Rows.IsLookAsked);
        Assert.Equal(Desk.Now.AddHours(1), desk.Rows.Next);
    }

    static async Task<Desk> Registered(params int[] students)
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(students);
        await desk.Run();
        desk.Zoom.Calls.Clear();
        return desk;
    }

    static Task Look(Desk desk)
    {
        desk.Rows.IsLookAsked = true;
        return desk.Run();
    }
}
