using System.Globalization;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>The access tokens: a new one does not end an older one, time and a revocation do.</summary>
sealed class Tokens(Chance chance)
{
    readonly Lock gate = new();
    readonly Dictionary<string, Token> living = [];

    public int Issued { get; private set; }

    public string Issue(string scopes, DateTimeOffset expires)
    {
        lock (gate)
        {
            var number = Issued++.ToString(CultureInfo.InvariantCulture);
            var token = $"simulated.{ZoomIds.User(chance.Fork(number))}.{number}";
            living[token] = new([.. scopes.Split(' ')], expires);
            return token;
        }
    }

    public void RevokeAll()
    {
        lock (gate)
            living.Clear();
    }

    /// <summary>Null where the token is good for the scope.</summary>
    public ApiAnswer? Refuse(string? authorization, string scope, DateTimeOffset now)
    {
        const string scheme = "Bearer ";
        if (authorization is null || !authorization.StartsWith(scheme, StringComparison.OrdinalIgnoreCase))
            return ApiError.BadToken;
        lock (gate)
        {
            if (!living.TryGetValue(authorization[scheme.Length..], out var token) || token.Expires <= now)
                return ApiError.BadToken;
            return token.Scopes.Contains(scope) || token.Scopes.Contains($"{scope}:admin")
                ? null
                : ApiError.MissingScope(scope);
        }
    }

    sealed record Token(HashSet<string> Scopes, DateTimeOffset Expires);
}
