using System.Globalization;
using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Api.Meetings;

/// <summary>
/// Has Zoom's registrants follow a change soon, and waits for it a while. What takes longer follows all the same: the
/// change has made the meeting due in its own transaction.
/// </summary>
public sealed partial class Registrations(IGrainFactory grains, ZoomAccount zoom, ILogger<Registrations> logger)
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(8);

    /// <summary>Whether there is a Zoom account at all.</summary>
    public bool IsConnected => zoom.IsConfigured;

    /// <param name="numbers">Zoom's, of the meetings.</param>
    public async Task Follow(IEnumerable<string> numbers)
    {
        try
        {
            await Task.WhenAll(numbers.Select(Drive)).WaitAsync(Patience);
        }
        catch (Exception exception)
        {
            LogLater(logger, exception.Message);
        }
    }

    /// <summary>Whether somebody is to be registered for the meeting with Zoom's number.</summary>
    public Task<bool> IsWanted(string number, Guid user) => Grain(number).IsWanted(user);

    Task Drive(string number) => Grain(number).Drive();

    IRegistrationGrain Grain(string number) => grains.GetGrain<IRegistrationGrain>(
        MeetingKey.Of(long.Parse(number, CultureInfo.InvariantCulture)));

    [LoggerMessage(LogLevel.Information, "Registration at Zoom follows later: {Reason}")]
    static partial void LogLater(ILogger logger, string reason);
}
