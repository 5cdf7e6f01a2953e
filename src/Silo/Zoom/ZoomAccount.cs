using Microsoft.Extensions.Options;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>The grain of the account that the configuration names.</summary>
public sealed class ZoomAccount(IGrainFactory grains, IOptions<ZoomOptions> options)
{
    public bool IsConfigured => options.Value.IsConfigured;

    /// <exception cref="ZoomException">No account is named.</exception>
    public IZoomAccountGrain Grain => IsConfigured
        ? grains.GetGrain<IZoomAccountGrain>($"zoom:{options.Value.AccountId}") : throw ZoomErrors.NotConfigured;
}
