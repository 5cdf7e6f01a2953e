using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

/// <summary>Approvals and denials of which nobody knows whether Zoom has made them.</summary>
public sealed class UnansweredChangeTests
{
    [Theory]
    [InlineData(Mishap.Lost)]
    [InlineData(Mishap.Refused)]
    [InlineData(Mishap.UsedUp)]
    [InlineData(Mishap.EarlyCrash)]
    internal async Task What_Zoom_has_not_done_does_not_use_up_the_changes_of_the_day(Mishap mishap)
    {
        const int outage = 15;
        var desk = new Desk(takesSeveral: true);
        desk.Want(0);
        await desk.Run();
        desk.Unwant(0);
        var tries = 0;
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "Denied 1" && ++tries <= outage ? mishap : Mishap.None;

        await desk.RunToTheEnd();

        Assert.Equal(RegistrantStatus.Denied, Assert.Single(desk.Zoom.Registrants).Status);
        Assert.Equal(Desk.Now.Date, desk.Clock.GetUtcNow().Date);
        desk.AssertWanted();
    }

    [Fact]
    public async Task What_it_has_done_is_not_asked_for_again()
    {
        var desk = new Desk(takesSeveral: true);
        desk.Want(0);
        await desk.Run();
        desk.Unwant(0);
        desk.Zoom.Next = () => desk.Zoom.Calls[^1] == "Denied 1" ? Mishap.AnswerLost : Mishap.None;

        await desk.RunToTheEnd();

        Assert.Equal(1, desk.Zoom.Calls.Count(call => call == "Denied 1"));
        Assert.Equal((RegistrantStatus.Denied, false), (desk.Rows.Of(Desk.Id(0)).Status, desk.Rows.Of(Desk.Id(0)).IsUncertain));
    }

    [Fact]
    public async Task Where_there_is_room_for_some_of_them_these_are_registered()
    {
        var desk = new Desk(takesSeveral: true) { Zoom = { Room = 4 } };
        desk.Want(Enumerable.Range(0, 10));

        await desk.Run();

        Assert.Equal(4, desk.Zoom.Registrants.Count);
        Assert.Equal(4, desk.Rows.All.Count(one => one.Status == RegistrantStatus.Approved));
    }
}
