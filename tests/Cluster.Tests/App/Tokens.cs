using System.Security.Cryptography;
using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>An issuer of tokens whose subjects are our users' ids.</summary>
sealed class Tokens
{
    public const string Issuer = "https://sign-in.school.example";
    public const string Audience = "zoomorleans";

    readonly byte[] _key = RandomNumberGenerator.GetBytes(32);

    public string Key => Convert.ToBase64String(_key);

    public string For(Guid user) => Signed(user, _key, DateTime.UtcNow.AddHours(1));

    public string ExpiredFor(Guid user) => Signed(user, _key, DateTime.UtcNow.AddHours(-1));

    public static string ForgedFor(Guid user) => Signed(user, RandomNumberGenerator.GetBytes(32), DateTime.UtcNow.AddHours(1));

    /// <summary>For another program.</summary>
    public string ElsewhereFor(Guid user) =>
        Write(Claims($"{user}"), _key, DateTime.UtcNow.AddHours(1), audience: "another program");

    /// <summary>By the algorithm <c>none</c>.</summary>
    public static string UnsignedFor(Guid user) => Write(Claims($"{user}"), null, DateTime.UtcNow.AddHours(1));

    /// <param name="subject">Null: the token names nobody.</param>
    /// <param name="others">Claims beside the subject.</param>
    public string With(string? subject, params (string Name, object Value)[] others)
    {
        var claims = Claims(subject);
        foreach (var (name, value) in others)
            claims.Add(name, value);
        return Write(claims, _key, DateTime.UtcNow.AddHours(1));
    }

    static string Signed(Guid user, byte[] key, DateTime expires) => Write(Claims($"{user}"), key, expires);

    static Dictionary<string, object> Claims(string? subject) => subject is null ? [] : new() { ["sub"] = subject };

    static string Write(Dictionary<string, object> claims, byte[]? key, DateTime expires, string audience = Audience) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = audience,
            Claims = claims,
            NotBefore = expires.AddHours(-2),
            IssuedAt = expires.AddHours(-2),
            Expires = expires,
            SigningCredentials = key is null
                ? null : new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
        });
}
