using Orleans.Runtime;

namespace ZoomOrleans.Api.Webhook;

/// <summary>
/// The grains of meetings by Zoom's number. What names their kind is looked up once: Orleans does it by reflection for each
/// grain that is asked for by its interface.
/// </summary>
public sealed class MeetingGrains(IGrainFactory grains)
{
    GrainReference? _any;

    /// <summary>
    /// Completes when the entry is durable. After a failure the meeting's next activation reads its log anew: that may
    /// help at once.
    /// </summary>
    public async Task Record(long meeting, Entry entry)
    {
        var grain = Of(meeting);
        try
        {
            await grain.Record(entry);
        }
        catch (LogFailedException)
        {
            await grain.Record(entry);
        }
    }

    IMeetingGrain Of(long meeting)
    {
        var any = _any ??= (GrainReference)grains.GetGrain<IMeetingGrain>(MeetingKey.Of(meeting));
        return (IMeetingGrain)grains.GetGrain(GrainId.Create(any.GrainId.Type, MeetingKey.Of(meeting)), any.InterfaceType);
    }
}
