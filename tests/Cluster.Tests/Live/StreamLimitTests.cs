using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>How many streams there may be; each ends its count with itself, whichever way it ends.</summary>
public sealed class StreamLimitTests : IClassFixture<StreamLimitTests.SmallApp>
{
    const int OfUser = 2, OfAll = 3;

    static readonly TimeSpan SilenceMax = TimeSpan.FromSeconds(15);

    readonly AppProcess _app;
    readonly HeldLesson _lesson;

    public StreamLimitTests(SmallApp small) => (_app, _lesson) = (small.App, small.Lesson);

    [PostgresFact]
    public async Task Of_a_person_who_watches_more_than_they_may_the_oldest_ends_and_says_why()
    {
        await using var one = await Watch(_lesson.School.Teacher);
        await using var other = await Watch(_lesson.School.Teacher);

        await using var third = await Watch(_lesson.School.Teacher);

        await one.Next("replaced");
        await one.Ends();
        Assert.Equal("ping", await other.NextOfAnyType(SilenceMax));
        Assert.Equal("ping", await third.NextOfAnyType(SilenceMax));
    }

    [PostgresFact]
    public async Task All_together_may_be_so_many()
    {
        await using var first = await Watch(_lesson.School.Teacher);
        await using var second = await Watch(_lesson.School.Students[0]);
        await using var third = await Watch(_lesson.School.Students[1]);

        var refused = (await Ask(_lesson.School.Students[2])).Is(HttpStatusCode.ServiceUnavailable);
        Assert.Equal("TOO_MANY_STREAMS", refused.Text("code"));
        Assert.Contains("without /stream", refused.Text("detail"), StringComparison.Ordinal);

        await third.DisposeAsync();
        await IsLetIn(_lesson.School.Students[2]);
    }

    [PostgresFact]
    public async Task Who_is_refused_a_stream_for_another_reason_has_none()
    {
        for (var i = 0; i < OfAll + 1; i++)
        {
            await IsNotFound(_lesson.School.Stranger, Path);
            await IsNotFound(_lesson.School.Teacher, $"{Path}?occurrenceId=none");
        }

        // Perhaps not at once: another test's streams may not have been missed yet.
        Task IsNotFound(Guid user, string path) =>
            Eventually.Get(_app.As(user), path, answer => answer.Status == HttpStatusCode.NotFound);
    }

    [PostgresFact]
    public async Task Connections_that_break_off_count_no_longer()
    {
        foreach (var user in _lesson.School.Students.Append(_lesson.School.Teacher))
            for (var i = 0; i < OfUser; i++)
            {
                var token = _app.Tokens.For(user);
                await Wait.Until(() => IsLetInAndBreaksOff(token), () => $"stream {i} of {user} was let in, and broken off");
            }

        await IsLetIn(_lesson.School.Teacher);
    }

    [PostgresFact]
    public async Task Streams_that_end_with_their_token_count_no_longer()
    {
        var token = _app.Tokens.For(_lesson.School.Teacher, TimeSpan.FromSeconds(4));
        using var client = new HttpClient { BaseAddress = _app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        await using var one = await EventStream.OpenAtLast(client, _lesson.Meeting.Path);
        await using var other = await EventStream.OpenAtLast(client, _lesson.Meeting.Path);
        await using var third = await Watch(_lesson.School.Students[0]);
        await one.Next("snapshot");
        await other.Next("snapshot");
        (await Ask(_lesson.School.Students[1])).Is(HttpStatusCode.ServiceUnavailable);

        await Task.WhenAll(one.Ends(), other.Ends());

        await IsLetIn(_lesson.School.Students[1]);
    }

    string Path => $"{_lesson.Meeting.Path}/participants/stream";

    async Task<EventStream> Watch(Guid user)
    {
        var stream = await EventStream.OpenAtLast(_app.As(user), _lesson.Meeting.Path);
        await stream.Next("snapshot");
        return stream;
    }

    Task<Answer> Ask(Guid user) => _app.As(user).Get(Path);

    /// <summary>The program hears of an end when the connection has ended.</summary>
    async Task IsLetIn(Guid user) => await (await Watch(user)).DisposeAsync();

    /// <summary>As a device does that has lost its network, or a browser that was killed.</summary>
    async Task<bool> IsLetInAndBreaksOff(string token)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { LingerState = new LingerOption(true, 0) };
        await socket.ConnectAsync(_app.Address.Host, _app.Address.Port);
        await socket.SendAsync(Encoding.ASCII.GetBytes(
            $"GET {Path} HTTP/1.1\r\nHost: {_app.Address.Authority}\r\nAuthorization: Bearer {token}\r\n\r\n"));
        var answer = new byte[1024];
        var count = await socket.ReceiveAsync(answer);
        return Encoding.ASCII.GetString(answer, 0, count).StartsWith("HTTP/1.1 200", StringComparison.Ordinal);
    }

    public sealed class SmallApp : IAsyncLifetime
    {
        internal AppProcess App { get; private set; } = null!;

        internal HeldLesson Lesson { get; private set; } = null!;

        public async Task InitializeAsync()
        {
            App = await AppProcess.Start(("Live__StreamsPerUserMax", $"{OfUser}"), ("Live__StreamsMax", $"{OfAll}"));
            Lesson = await HeldLesson.Make(App, DateTimeOffset.UtcNow.AddMinutes(-5));
        }

        public async Task DisposeAsync() => await App.DisposeAsync();
    }
}
