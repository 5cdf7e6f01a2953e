using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using ZoomOrleans.Silo.Zoom;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What opens doors, and who people are, stands in no line of any level.</summary>
public sealed class ZoomLogTests
{
    static readonly DateTimeOffset Morning = new(2026, 3, 2, 0, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task No_token_no_secret_no_link_and_no_address_is_logged_whatever_happens()
    {
        using var log = new Lines();
        await using var silos = await ZoomSilos.Start(new() { Clock = new FastClock(Morning, speed: 4) }, silos: 2, log: log);
        await silos.WarmUp();
        var zoom = silos.Zoom;
        var host = SimulatedZoomOptions.UsualHost.Email;

        var meeting = await silos.Api.Create(host, ZoomSilos.NewMeeting);
        var registered = await silos.Of(1).Register(
            meeting.Id, new ZoomRegistrantRequest { Email = "pupil@school.example", FirstName = "A" });
        zoom.RevokeTokens();
        zoom.Failures.Add("GET /meetings/*", Failure.Status(503), 1);
        zoom.Failures.Add("GET /users/*", Failure.Reset);
        await silos.Api.Get(meeting.Id);
        await Assert.ThrowsAsync<ZoomException>(() => silos.Of(1).List(host, "scheduled", 30, null));
        await Assert.ThrowsAsync<ZoomException>(() => silos.Of(1).Create("nobody@school.example", ZoomSilos.NewMeeting));

        Assert.True(log.All.Count > 100, $"Only {log.All.Count} lines were logged.");
        foreach (var secret in new[]
                 {
                     // How the simulator's tokens begin.
                     "simulated.", zoom.Options.ClientSecret, Basic(zoom.Options), meeting.StartUrl!, meeting.JoinUrl!,
                     registered.JoinUrl!, "zak=", host, "nobody@school.example", "pupil@school.example",
                     Uri.EscapeDataString(host), Uri.EscapeDataString("nobody@school.example"),
                 })
            Assert.DoesNotContain(log.All, line => line.Contains(secret, StringComparison.OrdinalIgnoreCase));
        Assert.Equal(2, zoom.TokensIssued);
    }

    [Fact]
    public void What_holds_a_secret_does_not_write_it()
    {
        const string secret = "the-secret";
        foreach (var holder in new object[]
                 {
                     new ZoomPermit(TimeSpan.Zero, secret, default), new Account.ZoomToken(secret, TimeSpan.Zero),
                     new ZoomTokenAnswer(secret, 1), new ZoomOptions { ClientSecret = secret, AccountId = "a", ClientId = "c" },
                     new ZoomMeeting { Id = 1, StartUrl = secret, JoinUrl = secret, Password = secret },
                     new ZoomRegistration { RegistrantId = "r", JoinUrl = secret },
                     new ZoomRegistrant { Id = "r", JoinUrl = secret },
                 })
            Assert.DoesNotContain(secret, holder.ToString(), StringComparison.Ordinal);
    }

    static string Basic(SimulatedZoomOptions zoom) =>
        Convert.ToBase64String(System.Text.Encoding.UTF8.GetBytes($"{zoom.ClientId}:{zoom.ClientSecret}"));

    /// <summary>All lines, with what stands in them by name.</summary>
    sealed class Lines : ILoggerProvider, ILogger
    {
        readonly ConcurrentQueue<string> _lines = [];

        public IReadOnlyCollection<string> All => _lines;

        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
        {
            var named = state is IEnumerable<KeyValuePair<string, object?>> values
                ? string.Join(' ', values.Select(value => $"{value.Key}={value.Value}")) : "";
            _lines.Enqueue($"{formatter(state, exception)} {named} {exception}");
        }

        public void Dispose()
        {
        }
    }
}
