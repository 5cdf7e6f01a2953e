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

    public string For(Guid user) => For(user, TimeSpan.FromHours(1));

    public string For(Guid user, TimeSpan life) => Signed(user, _key, DateTime.UtcNow + life);

    public string ExpiredFor(Guid user) => Signed(user, _key, DateTime.UtcNow.AddHours(-1));

    public static string ForgedFor(Guid user) => Signed(user, RandomNumberGenerator.GetBytes(32), DateTime.UtcNow.AddHours(1));

    static string Signed(Guid user, byte[] key, DateTime expires) =>
        new JsonWebTokenHandler().CreateToken(new SecurityTokenDescriptor
        {
            Issuer = Issuer,
            Audience = Audience,
            Claims = new Dictionary<string, object> { ["sub"] = user.ToString() },
            NotBefore = expires.AddHours(-2),
            IssuedAt = expires.AddHours(-2),
            Expires = expires,
            SigningCredentials = new SigningCredentials(new SymmetricSecurityKey(key), SecurityAlgorithms.HmacSha256),
        });
}
