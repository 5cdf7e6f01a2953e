using ZoomOrleans.Api;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Api.Demo;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Pages;
using ZoomOrleans.Api.Pages.SignIn;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Silo;

return await Start.Run(async () =>
{
    // Settings and pages lie beside the program, wherever it is called from.
    var options = new WebApplicationOptions
    {
        Args = args,
        ContentRootPath = AppContext.BaseDirectory,
        // Stronger than what `dotnet run` sets, which by itself would win.
        EnvironmentName = Environment.GetEnvironmentVariable("ASPNETCORE_ENVIRONMENT"),
    };
    var builder = WebApplication.CreateBuilder(options);
    // Not in appsettings.json: what stands there is stronger than ASPNETCORE_URLS.
    if (builder.Configuration["urls"] is null && builder.Configuration["http_ports"] is null)
        builder.WebHost.UseUrls("http://localhost:5080");
    await using var postgres = await PostgresHosting.Start(builder.Configuration, EmbeddedDirectory.Default);
    postgres.AddTo(builder.Services);
    if (builder.Configuration["Cluster:Mode"] == "Client")
        builder.AddClusterClient(postgres);
    else
        builder.AddSilo(postgres, isAlone: true);
    builder.AddTrustedProxies();
    builder.AddSignIn(postgres);
    builder.AddWebhook(postgres);
    builder.AddHealth();
    builder.AddPages();
    builder.AddRest();
    builder.AddCheckIns(postgres);
    builder.AddDemo(postgres);

    var app = builder.Build();
    app.CheckSettings();
    await app.CheckAccess();
    await app.MakeBootstrapAdmin();
    await app.MakeDemoSchool();
    app.UseTrustedProxies();
    app.UsePageHeaders();
    app.UseExceptionHandler();
    app.UseStatusCodePages();
    app.UsePageFiles();
    app.UseAuthentication();
    app.UseAuthorization();
    app.UseAntiforgery();
    app.UseAntiforgeryForCookies();
    app.MapHealth();
    app.MapWebhook();
    app.MapRest();
    app.MapSignIn();
    app.MapPages();
    await app.RunAsync();
});
