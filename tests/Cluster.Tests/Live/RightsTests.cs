using Microsoft.Extensions.Caching.Memory;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Live;
using ZoomOrleans.Cluster.Tests.Access;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Live;

/// <summary>What it costs to know what many watchers of one meeting may see.</summary>
public sealed class RightsTests(MatrixSchool school) : IClassFixture<MatrixSchool>, IAsyncLifetime
{
    /// <summary>As many questions as go into one packet.</summary>
    const int Watchers = 12;

    static readonly Caller Admin = new(MatrixSchool.Callers["admin"]!.Value, Caller.Admin);
    static readonly Caller Student = new(MatrixSchool.Ours.Student, Caller.Student);
    static readonly Caller Stranger = new(MatrixSchool.Callers["stranger"]!.Value, Caller.Student);

    readonly MemoryCache _cache = new(Options.Create(new MemoryCacheOptions()));
    TripCounter _counter = null!;
    PostgresHosting _postgres = null!;
    UserDatabase _users = null!;
    LiveRights _rights = null!;

    public async Task InitializeAsync()
    {
        var settings = new NpgsqlConnectionStringBuilder(school.Database.ConnectionString) { MaxPoolSize = 1 };
        _counter = new TripCounter(settings.Port);
        settings.Port = _counter.Port;
        _postgres = await AccessHosting.Start(settings.ConnectionString);
        _users = new UserDatabase(_postgres);
        var callers = new Callers(_postgres.Silo, new ConfigurationBuilder().Build(), NullLogger<Callers>.Instance);
        _rights = new LiveRights(_users, callers, new Scopes(_users, _cache), TimeProvider.System);
    }

    public async Task DisposeAsync()
    {
        await _postgres.DisposeAsync();
        _counter.Dispose();
        _cache.Dispose();
    }

    [PostgresFact]
    public async Task After_a_change_all_are_asked_about_in_two_round_trips_and_then_no_more()
    {
        var watchers = Enumerable.Range(0, Watchers).Select(i => new LiveWatcher(i % 2 == 0 ? Admin : Student)).ToList();
        var room = Room(watchers);
        await ConfirmAll();
        await _users.Write(Admin, rows => rows.Execute("UPDATE classes SET name = name"), default);
        var before = _counter.Trips;

        await ConfirmAll();

        Assert.Equal(before + 2, _counter.Trips);
        await ConfirmAll();
        Assert.Equal(before + 2, _counter.Trips);

        Task ConfirmAll() => Task.WhenAll(watchers.Select(room.Confirm));
    }

    [PostgresFact]
    public async Task Each_of_them_may_see_what_they_would_if_they_were_asked_about_alone()
    {
        var gone = new Caller(Guid.NewGuid(), Caller.Admin);
        var unlinked = Admin with { Identity = ("https://login.school.example", "nobody") };
        List<LiveWatcher> watchers = [.. new[] { Student, gone, Admin, Stranger, unlinked, Student }.Select(one => new LiveWatcher(one))];

        await Task.WhenAll(watchers.Select(Room(watchers).Confirm));

        foreach (var watcher in watchers)
        {
            var alone = new LiveWatcher(watcher.Caller);
            await _rights.Ask(MatrixSchool.Ours.Meeting, [alone], default);
            Assert.Equal(alone.Right?.Scope.Everybody, watcher.Right?.Scope.Everybody);
            Assert.Equal(alone.Right?.Scope.Students.Order(), watcher.Right?.Scope.Students.Order());
        }
        Assert.Equal(
            [Student.Id, Admin.Id, Student.Id], watchers.Where(one => one.Right is not null).Select(one => one.Caller.Id));
    }

    [PostgresFact]
    public async Task Where_the_database_is_away_nobody_is_taken_to_have_a_right()
    {
        var watcher = new LiveWatcher(Admin);
        var room = Room([watcher]);
        await _postgres.DisposeAsync();

        await Assert.ThrowsAnyAsync<Exception>(() => room.Confirm(watcher));
        Assert.Null(watcher.Right);
        Assert.False(_rights.AreKnown(watcher));
    }

    LiveRoom Room(IEnumerable<LiveWatcher> watchers)
    {
        var room = new LiveRoom(MatrixSchool.Ours.Meeting, null!, _rights);
        foreach (var watcher in watchers)
            room.Enter(watcher);
        return room;
    }
}
