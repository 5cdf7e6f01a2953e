using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

static class UserRoutes
{
    public static IEnumerable<Route> Of(ZoomAccount account) =>
    [
        new("GET", "/users/{userId}", RateCategory.Light, "user:read:user", call => Get(account, call)),
    ];

    static ApiAnswer Get(ZoomAccount account, ApiCall call)
    {
        if (account.User(call.Path["userId"]) is not { } user)
            return ApiError.NoUser(call.Path["userId"]);
        const int basic = 1, licensed = 2;
        var names = user.Name.Split(' ', 2);
        return ApiAnswer.Ok(new JsonObject
        {
            ["id"] = user.Id,
            ["email"] = user.Email,
            ["first_name"] = names[0],
            ["last_name"] = names.ElementAtOrDefault(1) ?? "",
            ["display_name"] = user.Name,
            ["type"] = user.IsLicensed ? licensed : basic,
            ["timezone"] = user.TimeZone,
            ["status"] = "active",
        });
    }
}
