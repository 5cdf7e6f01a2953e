using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;

namespace ZoomOrleans.Silo.Zoom;

/// <summary>The grain of the account that the configuration names.</summary>
public sealed class ZoomAccount(IGrainFactory grains, IOptions<ZoomOptions> options)
{
    public const string NotConnected = "Zoom is not connected. Set Zoom__AccountId, Zoom__ClientId and Zoom__ClientSecret.";

    public bool IsConfigured => options.Value.IsConfigured;

    /// <summary>Why there is no account, and what to set; null where there is one.</summary>
    public string? Missing => IsConfigured ? null : NotConnected;

    /// <exception cref="ZoomException">No account is named.</exception>
    public IZoomAccountGrain Grain => grains.GetGrain<IZoomAccountGrain>(Key);

    /// <summary>Who may change it.</summary>
    /// <param name="what">A host or a meeting, as it stands in a path.</param>
    /// <exception cref="ZoomException">No account is named.</exception>
    /// <remarks>A host may be named by their address, and keys of grains stand in logs.</remarks>
    public IZoomWriteGrain WritesTo(string what) => grains.GetGrain<IZoomWriteGrain>(
        $"{Key}:{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)).AsSpan(0, 16))}");

    string Key => IsConfigured ? $"zoom:{options.Value.AccountId}" : throw ZoomErrors.NotConfigured;
}
