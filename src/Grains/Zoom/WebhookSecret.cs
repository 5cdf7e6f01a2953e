using System.Text;

namespace ZoomOrleans.Zoom;

/// <summary>A webhook secret token, never empty. It prints as asterisks, so that no log can tell it.</summary>
public sealed class WebhookSecret
{
    readonly byte[] _key;

    public WebhookSecret(string token)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(token);
        _key = Encoding.UTF8.GetBytes(token);
    }

    internal ReadOnlySpan<byte> Key => _key;

    public override string ToString() => "***";
}
