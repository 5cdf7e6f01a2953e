using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Core.Tests.Simulator;

public sealed class CommandLineTests
{
    [Fact]
    public void Options_say_what_to_play()
    {
        var (settings, error) = Arguments.Read(
        [
            "--url", "http://localhost:5080/api/zoom/webhook", "--secret", "s", "--speed", "60", "--rejoin", "0.2",
            "--lost", "0.1", "--breakouts", "2", "--restart", "--start", "2026-11-22T08:00:00Z",
        ]);
        Assert.Null(error);
        Assert.Equal((60, 2, true), (settings.Speed, settings.Breakouts, settings.Restarts));
        Assert.Equal(Behaviour.Quiet with { Rejoins = 0.2 }, settings.Behaviour);
        Assert.Equal(Faults.Usual with { Lost = 0.1 }, settings.Faults);
        Assert.Equal(Plans.Start, settings.Start);
    }

    [Theory]
    [InlineData("--meting 1", "See --help")]
    [InlineData("--students", "--students N")]
    [InlineData("--students many", "a whole number from 0")]
    [InlineData("--late 1.5", "a number from 0 to 1")]
    [InlineData("--url localhost", "http://")]
    [InlineData("--secret s", "--url")]
    public void A_mistake_is_answered_with_what_to_write(string line, string advice) =>
        Assert.Contains(advice, Arguments.Read(line.Split(' ')).Error, StringComparison.Ordinal);

    [Fact]
    public void The_help_names_every_option() => Assert.All(
        Options.Groups.SelectMany(group => group.Options),
        option => Assert.Contains($"  {option.Name} ", Arguments.Help(), StringComparison.Ordinal));

    [Fact]
    public void People_come_from_a_file() => Assert.Equal(
        [
            new Person("dela Cruz, Maria") { Email = "maria@example.edu", RegistrantId = "r1" },
            new Person("Lola Basyang") { Role = Role.Guest },
        ],
        PeopleFile.Read(
        [
            "name,email,registrantId",
            "\"dela Cruz, Maria\",maria@example.edu,r1",
            "",
            "Lola Basyang,,,,guest",
        ]));

    [Theory]
    [InlineData(0, -45)]
    [InlineData(45, -44)]
    [InlineData(1, 0)]
    public void Without_a_start_no_event_is_later_than_the_clock_when_sent(double speed, int startMinutes)
    {
        var performance = Performance.Of(new Settings { Speed = speed, Faults = Faults.None }, Plans.Start);
        Assert.Equal(Plans.Start.AddMinutes(startMinutes), performance.Start);
        Assert.Equal(Plans.Start, performance.Origin);
    }

    [Fact]
    public void Several_lessons_have_meetings_of_their_own()
    {
        var performance = Performance.Of(new Settings { Lessons = 3, Students = 2 }, Plans.Start);
        var meetings = performance.Deliveries.Select(delivery => delivery.Event.Meeting().Text("id")).Distinct();
        Assert.Equal(["81234567890", "81234567891", "81234567892"], meetings.Order());
    }
}
