using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text.Json;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Cluster.Tests.Webhook;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>Somebody who opens a stream and does not read it, as a phone does that was put away.</summary>
public sealed class SlowWatcherTests
{
    const int Students = 30;

    /// <summary>So that more is told than the program and the network hold for somebody: each stay makes a row longer.</summary>
    const int Rounds = 12;

    static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [PostgresFact]
    public async Task Who_does_not_read_holds_up_nobody_and_sees_it_all_when_they_read_again()
    {
        await using var app = await AppProcess.Start();
        var lesson = await HeldLesson.Make(app, DateTimeOffset.UtcNow.AddMinutes(-20), Students);
        using var client = Slow(app, lesson.School.Teacher);
        await using var slow = await EventStream.Open(client, lesson.Meeting.Path);
        await using var quick = await EventStream.Open(app.Admin, lesson.Meeting.Path);

        var told = await ComeAndGo(lesson, quick);

        // Nobody else waited: whatever was told them was there when it had happened.
        Assert.Equal(Rounds, told.Count(one => InNow(one.Data) == Students));
        var seen = await slow.Until(view => Version(view) == Version(told[^1].Data), Patience);
        Assert.Equal("snapshot", seen[0].Type);
        Assert.True(seen.Count < told.Count, $"Who did not read was told all {seen.Count} changes: nothing was held back.");
        Assert.Contains(seen.Skip(1), one => one.Type == "snapshot");
    }

    [PostgresFact]
    public async Task Nobody_sees_by_being_slow_what_they_may_no_longer()
    {
        await using var app = await AppProcess.Start();
        var lesson = await HeldLesson.Make(app, await School.Make(app, Students), DateTimeOffset.UtcNow.AddMinutes(-20), ("hostId", null));
        using var client = Slow(app, lesson.School.Teacher);
        await using var slow = await EventStream.Open(client, lesson.Meeting.Path);
        await using var quick = await EventStream.Open(app.Admin, lesson.Meeting.Path);
        var last = (await ComeAndGo(lesson, quick))[^1];

        (await app.Admin.Patch($"/api/classes/{lesson.School.Class}", new { teacherId = lesson.School.OtherTeacher }))
            .Is(HttpStatusCode.OK);
        await lesson.Run.Joined(5 * Rounds, email: null, "Somebody new");

        Assert.All(await slow.Rest(Patience), view => Assert.True(Version(view) <= Version(last.Data)));
    }

    [PostgresFact]
    public async Task The_program_does_not_wait_for_them_when_it_is_stopped()
    {
        await using var app = await AppProcess.Start();
        var lesson = await HeldLesson.Make(app, DateTimeOffset.UtcNow.AddMinutes(-20), Students);
        using var client = Slow(app, lesson.School.Teacher);
        await using var slow = await EventStream.Open(client, lesson.Meeting.Path);
        await using (var quick = await EventStream.Open(app.Admin, lesson.Meeting.Path))
            await ComeAndGo(lesson, quick);

        await app.Stop().WaitAsync(TimeSpan.FromSeconds(15));
    }

    /// <summary>All come and go, again and again, each time when somebody who reads has been told.</summary>
    static async Task<IReadOnlyList<(string Type, JsonElement Data)>> ComeAndGo(HeldLesson lesson, EventStream quick)
    {
        var told = new List<(string, JsonElement)>();
        for (var round = 1; round <= Rounds; round++)
        {
            var clients = await Task.WhenAll(lesson.Emails.Select(email => lesson.Run.Joined(4 * round, email)));
            told.AddRange(await quick.Until(view => InNow(view) == Students, Patience));
            await Task.WhenAll(clients.Select(one => lesson.Run.Left(one, 4 * round + 2)));
            told.AddRange(await quick.Until(view => InNow(view) == 0, Patience));
        }
        return told;
    }

    static HttpClient Slow(AppProcess app, Guid user)
    {
        var client = new HttpClient(new SocketsHttpHandler { ConnectCallback = Connect }) { BaseAddress = app.Address };
        client.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", app.Tokens.For(user));
        return client;

        static async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
        {
            const int BufferBytes = 4096, Tcp = 6, LongestSegment = 2, EthernetBytes = 1400;
            var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { ReceiveBufferSize = BufferBytes };
            // Within one machine segments are so long that the system would hold megabytes for whoever does not read.
            socket.SetRawSocketOption(Tcp, LongestSegment, BitConverter.GetBytes(EthernetBytes));
            await socket.ConnectAsync(context.DnsEndPoint, cancellation);
            return new NetworkStream(socket, ownsSocket: true);
        }
    }

    static int InNow(JsonElement view) => view.GetProperty("counts").GetProperty("inNow").GetInt32();

    static long Version(JsonElement view) => view.GetProperty("version").GetInt64();
}
