using System.Security.Cryptography;
using Microsoft.AspNetCore.DataProtection;

namespace ZoomOrleans.Api.Pages.Calendar;

/// <summary>
/// A calendar's address on its way from the form to the page that shows it, once: in the browser that asked for it, for nobody
/// else to read.
/// </summary>
static class NewAddress
{
    const string Cookie = "zoomorleans.calendar";

    static readonly TimeSpan KeptFor = TimeSpan.FromMinutes(5);

    public static void Keep(HttpContext context, PageUser user, string address) => context.Response.Cookies.Append(
        Cookie, Protector(context, user).Protect(address, KeptFor), Options(context));

    /// <returns>Null where none was made just now.</returns>
    public static string? Take(HttpContext context, PageUser user)
    {
        if (context.Request.Cookies[Cookie] is not { } kept)
            return null;
        context.Response.Cookies.Delete(Cookie, Options(context));
        context.Response.Headers.CacheControl = "no-store";
        try
        {
            return Protector(context, user).Unprotect(kept);
        }
        catch (CryptographicException)
        {
            // Another user's, or too old.
            return null;
        }
    }

    static ITimeLimitedDataProtector Protector(HttpContext context, PageUser user) => context.RequestServices
        .GetRequiredService<IDataProtectionProvider>().CreateProtector(Cookie, $"{user.Id}").ToTimeLimitedDataProtector();

    static CookieOptions Options(HttpContext context) => new()
    {
        Path = CalendarRoutes.Path, HttpOnly = true, Secure = context.Request.IsHttps, SameSite = SameSiteMode.Strict,
        MaxAge = KeptFor,
    };
}
