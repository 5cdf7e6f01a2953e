using System.Text.Json;
using System.Text.Json.Nodes;
using System.Threading.Channels;
using Microsoft.IdentityModel.Tokens;
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
    /// <summary>Per process.</summary>
    public const int RowsPerMinuteMax = 60;

    const int WriteTimeoutSeconds = 2;

    static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);
    static readonly TimeSpan FlushTimeout = TimeSpan.FromSeconds(2);

    const string Write = "INSERT INTO audit_log (at, action, details) VALUES ($1, 'signInRefused', $2)";

    readonly Channel<Refusal> _waiting = Channel.CreateBounded<Refusal>(RowsPerMinuteMax);
    readonly Lock _lock = new();
    long? _minuteStart;
    int _takenInMinute;
    int _notWritten;

    /// <summary>A token was not valid. Other failures, such as a database that is away, refuse nobody.</summary>
    public void Invalid(Exception failure)
    {
        if (ReasonOf(failure) is { } reason)
            Add(new JsonObject { ["reason"] = EnumText.Of(reason) });
    }

    /// <summary>
    /// A token is valid, but names nobody known here. By its issuer and subject an admin can link them to a user.
    /// </summary>
    public void Unknown(string issuer, string subject) => Add(new JsonObject
    {
        ["reason"] = EnumText.Of(RefusalReason.UnknownUser),
        ["issuer"] = issuer,
        ["subject"] = subject,
    });

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
        await foreach (var refusal in _waiting.Reader.ReadAllAsync(CancellationToken.None))
            await Insert(refusal, giveUp.Token);
        if (_notWritten > 0)
            LogNotWritten(_notWritten, "the program stops");
    }

    void Add(JsonObject details)
    {
        if (!MayWrite() || !_waiting.Writer.TryWrite(new Refusal(clock.GetUtcNow(), details)))
            Interlocked.Increment(ref _notWritten);
    }

    bool MayWrite()
    {
        lock (_lock)
        {
            if (_minuteStart is not { } start || clock.GetElapsedTime(start) >= Minute)
                (_minuteStart, _takenInMinute) = (clock.GetTimestamp(), 0);
            if (_takenInMinute == RowsPerMinuteMax)
                return false;
            _takenInMinute++;
            return true;
        }
    }

    async Task Insert(Refusal refusal, CancellationToken cancellation)
    {
        var more = Interlocked.Exchange(ref _notWritten, 0);
        if (more > 0)
            refusal.Details["andMore"] = more;
        try
        {
            await using var command = database.Command(Write);
            command.CommandTimeout = WriteTimeoutSeconds;
            command.Parameters.Add(new() { Value = refusal.At });
            command.Parameters.Add(new() { Value = refusal.Details.ToJsonString(), NpgsqlDbType = NpgsqlDbType.Jsonb });
            await command.ExecuteNonQueryAsync(cancellation);
        }
        catch (Exception exception)
            when (exception is NpgsqlException or TimeoutException or OperationCanceledException)
        {
            LogNotWritten(Interlocked.Add(ref _notWritten, more + 1), exception.Message);
        }
    }

    static RefusalReason? ReasonOf(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => RefusalReason.Expired,
        SecurityTokenNotYetValidException => RefusalReason.NotYetValid,
        SecurityTokenInvalidAudienceException => RefusalReason.OtherAudience,
        SecurityTokenInvalidIssuerException => RefusalReason.OtherIssuer,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => RefusalReason.WrongSignature,
        SecurityTokenException => RefusalReason.Invalid,
        // So the framework says that the token is none; SecurityTokenMalformedException is one of them.
        ArgumentException or JsonException => RefusalReason.Unreadable,
        _ => null,
    };

    [LoggerMessage(LogLevel.Warning, "So far {Count} refused sign-ins are missing from the audit log: {Reason}")]
    partial void LogNotWritten(int count, string reason);

    enum RefusalReason
    {
        Expired,
        NotYetValid,
        OtherAudience,
        OtherIssuer,
        WrongSignature,
        Unreadable,
        Invalid,
        UnknownUser,
    }

    sealed record Refusal(DateTimeOffset At, JsonObject Details);
}
