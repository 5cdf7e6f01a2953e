using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Attendance;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Api.Pages;
using ZoomOrleans.Api.Webhook;
using ZoomOrleans.Silo;

// Settings and pages lie beside the program, wherever it is called from.
var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
await using var postgres = await PostgresHosting.Start(builder.Configuration, EmbeddedDirectory.Default);
postgres.AddTo(builder.Services);
if (builder.Configuration["Cluster:Mode"] == "Client")
    builder.AddClusterClient(postgres);
else
    builder.AddSilo(postgres, isAlone: true);
builder.AddSignIn();
builder.AddWebhook(postgres);
builder.AddHealth();
builder.Services.AddProblems();
builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
builder.Services.AddOpenApi();
builder.Services.AddRazorComponents();
builder.Services.AddSingleton<LiveViewReader>();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseStaticFiles();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgeryForCookies();
app.MapHealth();
app.MapWebhook();
app.MapLiveView();
app.MapDemoSignIn();
app.MapPages();
app.MapOpenApi().AllowAnonymous();
await app.RunAsync();
