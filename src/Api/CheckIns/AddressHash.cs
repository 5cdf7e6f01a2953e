using System.Net;
using System.Security.Cryptography;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>
/// What is kept of an address: enough to see that it was the same one, and only for who has the key more than that. It is
/// personal data still.
/// </summary>
static class AddressHash
{
    /// <summary>Of the 32 that HMAC-SHA256 gives; written, they are 32 hex characters.</summary>
    const int HashBytes = 16;

    /// <summary>Who has an IPv6 line has all addresses that begin with these.</summary>
    const int NetworkBytes = 8;

    public static string Of(IPAddress address, ReadOnlySpan<byte> key) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, Canonical(address)).AsSpan(0, HashBytes));

    /// <summary>All of IPv4, which may come written as IPv6; the first 64 bits of IPv6.</summary>
    static byte[] Canonical(IPAddress address) =>
        address.IsIPv4MappedToIPv6 ? address.MapToIPv4().GetAddressBytes()
        : address.GetAddressBytes() is { Length: > NetworkBytes } long6 ? long6[..NetworkBytes]
        : address.GetAddressBytes();
}
