using System.Text.Json.Nodes;
using System.Threading.Channels;
using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// Writes sign-ins that were refused to the audit log, in the background: no request waits for it or fails by it. Of a
/// flood only the first ones of each minute are written, the others are counted. What somebody claims in a token that
/// did not prove to be its issuer's is not kept.
/// </summary>
public sealed partial class RefusedSignIns(SiloDatabase database, TimeProvider clock, ILogger<RefusedSignIns> logger)
    : BackgroundService
{
    /// <summary>
    /// Per process; of those whom an issuer has named, and of the others. Who sends nonsense does not hide who was refused.
    /// </summary>
    public const int RowsPerMinuteMax = 60;

    const int WriteTimeoutSeconds = 2;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    const string Write = "INSERT INTO audit_log (at, action, details) VALUES ($1, 'signInRefused', $2)";

    readonly Channel<Row> _waiting = Channel.CreateBounded<Row>(2 * RowsPerMinuteMax);
    readonly Lock _lock = new();
    long? _minuteStart;
    Dictionary<bool, int> _takenInMinute = [];
    int _notWritten;

    /// <param name="reason">Why.</param>
    /// <param name="identity">
    /// Who it was, where an issuer has said so: by its issuer and subject an admin can link them to a user.
    /// </param>
    public void Add(Refusal reason, ExternalIdentity? identity = null)
    {
        var details = new JsonObject { ["reason"] = EnumText.Of(reason) };
        if (identity is not null)
            (details["issuer"], details["subject"]) = (identity.Issuer, identity.Subject);
        if (!MayWrite(isByIssuer: identity is not null) || !_waiting.Writer.TryWrite(new Row(clock.GetUtcNow(), details)))
            Interlocked.Increment(ref _notWritten);
    }

    public override Task StopAsync(CancellationToken cancellationToken)
    {
        _waiting.Writer.TryComplete();
        return base.StopAsync(cancellationToken);
    }

    /// <summary>Until the channel is completed and empty; what is left when the program stops has a moment for it.</summary>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var giveUp = new CancellationTokenSource();
        await using var stopping = stoppingToken.Register(() => giveUp.CancelAfter(FlushTimeout));
        await foreach (var row in _waiting.Reader.ReadAllAsync(CancellationToken.None))
            await Insert(row, giveUp.Token);
        if (_notWritten > 0)
            LogNotWritten(_notWritten, "the program stops");
    }

    bool MayWrite(bool isByIssuer)
    {
        lock (_lock)
        {
            if (_minuteStart is not { } start || clock.GetElapsedTime(start) >= Minute)
                (_minuteStart, _takenInMinute) = (clock.GetTimestamp(), []);
            var taken = _takenInMinute.GetValueOrDefault(isByIssuer);
            _takenInMinute[isByIssuer] = taken + 1;
            return taken < RowsPerMinuteMax;
        }
    }

    async Task Insert(Row row, CancellationToken cancellation)
    {
        var more = Interlocked.Exchange(ref _notWritten, 0);
        if (more > 0)
            row.Details["andMore"] = more;
        try
        {
            await using var command = database.Command(Write);
            command.CommandTimeout = WriteTimeoutSeconds;
            command.Parameters.Add(new() { Value = row.At });
            command.Parameters.Add(new() { Value = row.Details.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            LogNotWritten(Interlocked.Add(ref _notWritten, more + 1), exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "So far {Count} refused sign-ins are missing from the audit log: {Reason}")]
    partial void LogNotWritten(int count, string reason);

    sealed record Row(DateTimeOffset At, JsonObject Details);
}
