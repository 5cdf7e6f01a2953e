using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Placement;

namespace ZoomOrleans.Registration;

/// <summary>One pass at a time for its meeting; who asks meanwhile waits for the next.</summary>
[Reentrant, RandomPlacement]
public sealed partial class RegistrationGrain : Grain, IRegistrationGrain
{
    readonly RegistrationPass _pass;
    readonly IRegistrationRows _rows;
    readonly RegistrationTurns _turns;
    readonly ILogger<RegistrationGrain> _logger;
    readonly BatchWorkerFromDelegate _work;

    public RegistrationGrain(
        RegistrationPass pass, IRegistrationRows rows, RegistrationTurns turns, ILogger<RegistrationGrain> logger)
    {
        (_pass, _rows, _turns, _logger) = (pass, rows, turns, logger);
        _work = new BatchWorkerFromDelegate(Work);
    }

    long Meeting => MeetingKey.MeetingOf(this.GetPrimaryKeyString());

    public Task Drive() => _work.NotifyAndWaitForWorkToBeServiced();

    public Task DriveDue()
    {
        _work.Notify();
        return Task.CompletedTask;
    }

    public Task<bool> IsWanted(Guid user) => _pass.IsWanted(Meeting, user);

    async Task Work()
    {
        try
        {
            await _turns.Take(await _rows.NextLesson(Meeting), () => _pass.Run(Meeting));
        }
        catch (Exception exception)
        {
            LogFailed(Meeting, exception.Message);
            await PutOff(exception.Message);
        }
    }

    /// <summary>Where even this fails, the due row comes back when its lease is over.</summary>
    async Task PutOff(string reason)
    {
        try
        {
            await _rows.PutOff(Meeting, reason);
        }
        catch (Exception exception)
        {
            LogFailed(Meeting, exception.Message);
        }
    }

    [LoggerMessage(LogLevel.Warning, "Registering for meeting {Meeting} failed and is put off: {Reason}")]
    partial void LogFailed(long meeting, string reason);
}
