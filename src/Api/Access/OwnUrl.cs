namespace ZoomOrleans.Api.Access;

/// <summary>Where to go after signing in: nobody is sent from here to another site.</summary>
public static class OwnUrl
{
    /// <summary>The page asked for, if it is one of ours, else the first one.</summary>
    public static string Of(string? url) => IsOurs(url) ? url! : "/";

    /// <summary>Browsers read <c>//</c> and <c>/\</c> as the name of a site, and drop tabs and line ends before.</summary>
    static bool IsOurs(string? url) =>
        url is ['/'] or ['/', not ('/' or '\\'), ..] && url.All(character => character is > ' ' and <= '~');
}
