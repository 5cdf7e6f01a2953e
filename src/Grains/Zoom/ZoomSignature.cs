using System.Buffers;
using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Zoom;

/// <summary>
/// Zoom signs <c>v0:{timestamp}:{body}</c> with HMAC-SHA256, over the bytes it sent: the body must not be
/// decoded or written anew before it is verified.
/// </summary>
public static class ZoomSignature
{
    /// <summary>How far a sender's clock may be ahead of ours.</summary>
    public static readonly TimeSpan AheadMax = TimeSpan.FromMinutes(5);

    const int HashBytes = HMACSHA256.HashSizeInBytes;
    const int StackBytesMax = 2048; // most bodies; larger ones use the pool
    const string Version = "v0";

    /// <summary>Never throws. The age is judged last, so that it is said only of what Zoom did sign.</summary>
    public static SignatureResult Verify(
        ReadOnlySpan<byte> body,
        string? signature,
        string? timestamp,
        IReadOnlyList<WebhookSecret> secrets,
        DateTimeOffset now,
        TimeSpan replayWindow)
    {
        if (string.IsNullOrEmpty(signature) || string.IsNullOrEmpty(timestamp)) return SignatureResult.Missing;
        Span<byte> claimed = stackalloc byte[HashBytes];
        if (!TryDecode(signature, claimed)) return SignatureResult.Malformed;
        if (WebhookTimestamp.Parse(timestamp) is not { } sent) return SignatureResult.Malformed;
        if (!IsSignedByAny(secrets, timestamp, body, claimed)) return SignatureResult.Wrong;
        return WebhookTimestamp.Judge(sent, now, replayWindow);
    }

    /// <summary>The value of the signature header that Zoom would send.</summary>
    public static string Sign(ReadOnlySpan<byte> body, string timestamp, WebhookSecret secret)
    {
        var message = new byte[MessageLength(timestamp, body)];
        WriteMessage(timestamp, body, message);
        return $"{Version}={Convert.ToHexStringLower(HMACSHA256.HashData(secret.Key, message))}";
    }

    static bool TryDecode(ReadOnlySpan<char> signature, Span<byte> hash)
    {
        const string Prefix = $"{Version}=";
        if (signature.Length != Prefix.Length + 2 * HashBytes) return false;
        if (!signature.StartsWith(Prefix, StringComparison.Ordinal)) return false;
        return Convert.FromHexString(signature[Prefix.Length..], hash, out _, out _) == OperationStatus.Done;
    }

    static bool IsSignedByAny(
        IReadOnlyList<WebhookSecret> secrets, string timestamp, ReadOnlySpan<byte> body, ReadOnlySpan<byte> claimed)
    {
        var length = MessageLength(timestamp, body);
        var rented = length > StackBytesMax ? ArrayPool<byte>.Shared.Rent(length) : null;
        var message = rented is null ? stackalloc byte[length] : rented.AsSpan(0, length);
        WriteMessage(timestamp, body, message);
        var matches = MatchesAny(secrets, message, claimed);
        if (rented is not null) ArrayPool<byte>.Shared.Return(rented);
        return matches;
    }

    static bool MatchesAny(
        IReadOnlyList<WebhookSecret> secrets, ReadOnlySpan<byte> message, ReadOnlySpan<byte> claimed)
    {
        Span<byte> computed = stackalloc byte[HashBytes];
        for (var i = 0; i < secrets.Count; i++)
        {
            HMACSHA256.HashData(secrets[i].Key, message, computed);
            if (CryptographicOperations.FixedTimeEquals(computed, claimed)) return true;
        }

        return false;
    }

    static int MessageLength(string timestamp, ReadOnlySpan<byte> body) =>
        Version.Length + 1 + timestamp.Length + 1 + body.Length;

    static void WriteMessage(string timestamp, ReadOnlySpan<byte> body, Span<byte> message)
    {
        "v0:"u8.CopyTo(message);
        var at = 3 + Encoding.ASCII.GetBytes(timestamp, message[3..]);
        message[at] = (byte)':';
        body.CopyTo(message[(at + 1)..]);
    }
}
