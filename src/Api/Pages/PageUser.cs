using ZoomOrleans.Api.Access;

namespace ZoomOrleans.Api.Pages;

/// <summary>Who looks at a page, as its header names them.</summary>
public sealed record PageUser(Guid Id, string Name, string Role)
{
    const string OwnName = "SELECT name FROM users WHERE id = $1";

    public bool IsAdmin => Role == Caller.Admin;

    public bool Teaches => Role is Caller.Teacher or Caller.Admin;

    public bool IsParent => Role == Caller.Parent;

    public static async ValueTask<PageUser?> BindAsync(HttpContext context)
    {
        var user = UserSession.Of(context);
        var names = await user.Query(OwnName, [user.Caller.Id], row => row.GetString(0));
        return new PageUser(user.Caller.Id, names.Single(), user.Caller.Role);
    }
}
