using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo;

var builder = WebApplication.CreateBuilder(args);
await using var postgres = await PostgresHosting.Start(builder.Configuration, EmbeddedDirectory.Default);
postgres.AddTo(builder.Services);
if (builder.Configuration["Cluster:Mode"] == "Client")
    builder.AddClusterClient(postgres);
else
    builder.AddSilo(postgres, isAlone: true);
builder.AddSignIn();
builder.AddHealth();
builder.Services.AddProblems();
builder.Services.ConfigureHttpJsonOptions(options => Json.Configure(options.SerializerOptions));
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseExceptionHandler();
app.UseStatusCodePages();
app.UseAuthentication();
app.UseAuthorization();
app.UseAntiforgeryForCookies();
app.MapHealth();
app.MapOpenApi().AllowAnonymous();
await app.RunAsync();
