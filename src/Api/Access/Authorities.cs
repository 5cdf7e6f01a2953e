using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>Settings of who vouches for people: checked at the start, for the framework would fail each request.</summary>
static class Authorities
{
    /// <exception cref="StartRefusedException">A setting is missing, or the authority's address is not to be used.</exception>
    public static void Check(IConfiguration configuration, string section, params string[] required)
    {
        var settings = configuration.GetSection(section);
        var name = section.Replace(":", "__", StringComparison.Ordinal);
        foreach (var setting in required)
            if (string.IsNullOrEmpty(settings[setting]))
                throw new StartRefusedException($"{name}__{setting} is missing.");
        if (settings["Authority"] is not { Length: > 0 } authority)
            return;
        if (!Uri.TryCreate(authority, UriKind.Absolute, out var uri) || uri.Scheme is not ("http" or "https"))
            throw new StartRefusedException($"{name}__Authority is not an address that begins with https://.");
        if (uri.Scheme == "http" && !(bool.TryParse(settings["RequireHttpsMetadata"], out var isRequired) && !isRequired))
            throw new StartRefusedException(
                $"{name}__Authority is not https: whoever sits in between could vouch for anybody. On a network of your own, "
                + $"{name}__RequireHttpsMetadata=false allows it.");
    }
}
