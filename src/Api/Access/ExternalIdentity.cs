using System.Security.Claims;

namespace ZoomOrleans.Api.Access;

/// <summary>Somebody as an issuer of tokens knows them.</summary>
/// <param name="Issuer">The token's <c>iss</c>.</param>
/// <param name="Subject">The token's <c>sub</c>.</param>
/// <param name="Email">In small letters.</param>
/// <param name="IsEmailVerified">Whether the issuer vouches for the address.</param>
public sealed record ExternalIdentity(string Issuer, string Subject, string? Email, bool IsEmailVerified)
{
    /// <returns>Null where the claims name nobody.</returns>
    public static ExternalIdentity? Of(ClaimsPrincipal claims) =>
        claims.FindFirstValue("iss") is { Length: > 0 } issuer && claims.FindFirstValue("sub") is { Length: > 0 } subject
            ? new(issuer, subject, claims.FindFirstValue("email")?.Trim().ToLowerInvariant(), Vouches(claims))
            : null;

    /// <summary>
    /// A JSON boolean reads "true" out of a token and "True" out of the user's information, and some issuers send a
    /// text. Two addresses, or two opinions, vouch for nothing.
    /// </summary>
    static bool Vouches(ClaimsPrincipal claims) =>
        claims.FindAll("email").Take(2).Count() == 1
        && claims.FindAll("email_verified").Select(claim => bool.TryParse(claim.Value, out var isSo) && isSo).Distinct()
            is var opinions && opinions.SequenceEqual([true]);
}
