using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Refused sign-ins without a program around them, on a clock of the test's.</summary>
sealed class Flood : IAsyncDisposable
{
    readonly SiloDatabase _silo;
    readonly Counting _log = new();

    Flood(TestDatabase database)
    {
        (Database, _silo) = (database, new SiloDatabase(database.ConnectionString));
        Refused = new RefusedSignIns(_silo, Clock, _log);
    }

    public TestDatabase Database { get; }

    public FakeTimeProvider Clock { get; } = new(new DateTimeOffset(2026, 3, 2, 0, 0, 0, TimeSpan.Zero));

    public RefusedSignIns Refused { get; }

    /// <summary>How many times it was said that something could not be written.</summary>
    public int Missing => _log.Warnings;

    public static async Task<Flood> Start()
    {
        var flood = new Flood(await TestDatabase.Create());
        await flood.Refused.StartAsync(CancellationToken.None);
        return flood;
    }

    /// <summary>Waits for so many entries, which together tell of so many more, where that is asked.</summary>
    public async Task Stands(long rows, long? more = null)
    {
        object? found = null;
        await Wait.Until(
            async () => rows <= (long)(found = await Sum("count(*)"))!, () => $"{rows} entries stand there, not {found}");
        var told = (long)(await Sum("coalesce(sum((details ->> 'andMore')::bigint), 0)::bigint"))!;
        Assert.Equal((rows, more ?? told), ((long)found!, told));
    }

    public async ValueTask DisposeAsync()
    {
        await Refused.StopAsync(CancellationToken.None);
        Refused.Dispose();
        await _silo.DisposeAsync();
        await Database.DisposeAsync();
    }

    Task<object?> Sum(string what) => Statements.Run(
        Database.AdminConnectionString, $"SELECT {what} FROM audit_log WHERE action = 'signInRefused'");

    sealed class Counting : ILogger<RefusedSignIns>
    {
        int _warnings;

        public int Warnings => Volatile.Read(ref _warnings);

        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state,
            Exception? exception, Func<TState, Exception?, string> formatter) => Interlocked.Increment(ref _warnings);
    }
}
