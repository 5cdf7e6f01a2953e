using System.Text.Json;
using Microsoft.IdentityModel.Tokens;

namespace ZoomOrleans.Api.Access;

/// <summary>Why somebody is not let in.</summary>
public enum Refusal
{
    /// <summary>No user has this identity, and none the e-mail address that its issuer vouches for.</summary>
    UnknownUser,

    /// <summary>Nobody has this identity yet, and its issuer does not vouch for the e-mail address.</summary>
    EmailNotVerified,

    /// <summary>
    /// The user with this e-mail address signs in with another identity of the same issuer: the address may have gone
    /// to another person since.
    /// </summary>
    EmailLinkedAlready,

    /// <summary>The OpenID provider does not answer.</summary>
    ProviderAway,

    /// <summary>The provider's answer is too old, was not asked for, or says that the person gave up.</summary>
    Unfinished,

    // Of a bearer token:
    Expired,
    NotYetValid,
    OtherAudience,
    OtherIssuer,
    WrongSignature,
    Unreadable,
    Invalid,
}

static class Refusals
{
    /// <returns>Null where the failure refuses nobody: a database that is away.</returns>
    public static Refusal? Of(Exception failure) => failure switch
    {
        SecurityTokenExpiredException => Refusal.Expired,
        SecurityTokenNotYetValidException => Refusal.NotYetValid,
        SecurityTokenInvalidAudienceException => Refusal.OtherAudience,
        SecurityTokenInvalidIssuerException => Refusal.OtherIssuer,
        SecurityTokenInvalidSignatureException or SecurityTokenInvalidAlgorithmException => Refusal.WrongSignature,
        SecurityTokenException => Refusal.Invalid,
        // So the framework says that the token is none; SecurityTokenMalformedException is one of them.
        ArgumentException or JsonException => Refusal.Unreadable,
        _ => null,
    };
}
