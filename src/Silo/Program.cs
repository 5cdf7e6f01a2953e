using ZoomOrleans.Silo;

return await Start.Run(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    await using var postgres = await PostgresHosting.Start(builder.Configuration, EmbeddedDirectory.Default);
    postgres.AddTo(builder.Services);
    builder.AddSilo(postgres, isAlone: false);
    builder.AddHealth();

    var app = builder.Build();
    app.CheckSettings();
    app.MapHealth();
    await app.RunAsync();
});
