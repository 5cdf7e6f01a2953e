using System.Security.Cryptography;
using System.Text;

namespace ZoomOrleans.Zoom;

/// <summary>The proof that an endpoint knows the secret: Zoom's token and its HMAC under the current one.</summary>
public sealed record UrlValidationAnswer(string PlainToken, string EncryptedToken)
{
    /// <summary>Zoom's have 22. Whoever may choose the token may have text signed: keep it short.</summary>
    public const int PlainTokenCharsMax = 256;

    /// <summary>Null where the token is empty or too long, or no secret is known: answer 400.</summary>
    public static UrlValidationAnswer? For(string plainToken, IReadOnlyList<WebhookSecret> secrets)
    {
        if (plainToken.Length is 0 or > PlainTokenCharsMax || secrets.Count == 0) return null;
        var hash = HMACSHA256.HashData(secrets[0].Key, Encoding.UTF8.GetBytes(plainToken));
        return new UrlValidationAnswer(plainToken, Convert.ToHexStringLower(hash));
    }
}
