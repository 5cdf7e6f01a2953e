using System.Net;
using Npgsql;
using ZoomOrleans.Cluster.Tests.App;

namespace ZoomOrleans.Cluster.Tests.SignIn;

/// <summary>Users with their identities.</summary>
static class People
{
    public static async Task<Guid> Linked(AppProcess app, string issuer, Account account, string role, string name)
    {
        var user = await School.AddUser(app, role, name);
        (await app.Admin.Put($"/api/users/{user}/identities", new { issuer, subject = account.Subject }))
            .Is(HttpStatusCode.NoContent);
        return user;
    }

    public static async Task<(Guid Id, string Email)> WithEmail(AppProcess app, string role = "teacher")
    {
        var email = School.NewEmail();
        var added = await app.Admin.Post("/api/users", new { name = "Emma Mail", role, email });
        return (added.Is(HttpStatusCode.Created).Id, email);
    }

    public static async Task<IReadOnlyList<string>> Subjects(AppProcess app, Guid user) =>
        [.. (await app.Admin.Get($"/api/users/{user}/identities")).Is(HttpStatusCode.OK).Items
            .Select(item => item.GetProperty("subject").GetString()!)];

    /// <summary>As the superuser: for what no route does.</summary>
    public static async Task Execute(AppProcess app, string sql, params object[] values)
    {
        await using var admin = NpgsqlDataSource.Create(app.Database.AdminConnectionString);
        await using var command = admin.CreateCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Waits until the audit log has a sign-in that was refused for this reason.</summary>
    public static Task AuditedRefusal(AppProcess app, string reason, string? subject = null) => Eventually.Get(
        app.Admin, "/api/admin/audit?action=signInRefused&limit=200", answer => answer.Items
            .Select(item => item.GetProperty("details"))
            .Any(details => details.GetProperty("reason").GetString() == reason
                && (subject is null || details.TryGetProperty("subject", out var one) && one.GetString() == subject)));
}
