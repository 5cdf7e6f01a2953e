using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>Zoom's signature: HMAC-SHA256 of <c>v0:{unix seconds}:{body}</c>, over the bytes that are sent.</summary>
public static class ZoomSignature
{
    public static string Of(string secret, long unixSeconds, ReadOnlySpan<byte> body)
    {
        var head = Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"v0:{unixSeconds}:"));
        var hash = HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), (byte[])[.. head, .. body]);
        return $"v0={Convert.ToHexStringLower(hash)}";
    }
}
