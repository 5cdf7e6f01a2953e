using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>An issuer of tokens whose subjects are our users' ids; and of tokens that nobody should accept.</summary>
sealed class Tokens
{
    public const string Issuer = "https://sign-in.school.example";
    public const string Audience = "zoomorleans";

    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Key => Convert.ToBase64String(_key);

    public string For(Guid user) => For(user, TimeSpan.FromHours(1));

    public string For(Guid user, TimeSpan life) => Signed(About($"{user}", DateTime.UtcNow + life), _key);

    public string ExpiredFor(Guid user) => Signed(About($"{user}", DateTime.UtcNow.AddHours(-1)), _key);

    public static string ForgedFor(Guid user) => Signed(About($"{user}"), RandomNumberGenerator.GetBytes(32));

    /// <summary>With the algorithm <c>none</c>.</summary>
    public static string UnsignedFor(Guid user) => new JsonWebTokenHandler().CreateToken(About($"{user}"));

    /// <summary>Signed by the issuer, then told to be somebody else's.</summary>
    public string AlteredFor(Guid user)
    {
        var (other, mine) = (For(Guid.NewGuid()).Split('.'), For(user).Split('.'));
        return $"{other[0]}.{mine[1]}.{other[2]}";
    }

    public string ForAudience(Guid user, string audience) => Signed(About($"{user}", audience: audience), _key);

    public string ByIssuer(Guid user, string issuer) => Signed(About($"{user}", issuer: issuer), _key);

    /// <param name="subject">Null: the token names nobody.</param>
    /// <param name="others">Claims beside the subject.</param>
    public string With(string? subject, params (string Name, object Value)[] others)
    {
        var token = About(subject);
        foreach (var (name, value) in others)
            token.Claims.Add(name, value);
        return Signed(token, _key);
    }

    static SecurityTokenDescriptor About(
        string? subject, DateTime? expires = null, string issuer = Issuer, string audience = Audience)
    {
        var end = expires ?? DateTime.UtcNow.AddHours(1);
        return new SecurityTokenDescriptor
        {
            Issuer = issuer,
            Audience = audience,
            Claims = subject is null ? new Dictionary<string, object>() : new() { ["sub"] = subject },
            NotBefore = end.AddHours(-2),
            IssuedAt = end.AddHours(-2),
            Expires = end,
        };
    }

    static string Signed(SecurityTokenDescriptor token, byte[] key)
    {
        token.SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256);
        return new JsonWebTokenHandler().CreateToken(token);
    }
}
