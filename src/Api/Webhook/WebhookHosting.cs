using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Webhook;

/// <summary>How the program comes to receive webhooks.</summary>
public static class WebhookHosting
{
    public static void AddWebhook(this WebApplicationBuilder builder, PostgresHosting postgres)
    {
        builder.Services.AddSingleton<ZoomWebhook>().AddSingleton<MeetingGrains>().AddSingleton<Quarantine>();
        builder.Services.AddSingleton<Intake>().AddTransient<LogReplay>();
        var options = builder.Services.AddOptions<WebhookOptions>().Bind(builder.Configuration.GetSection("Zoom"))
            .ValidateDataAnnotations().ValidateOnStart();
        // Nothing unsigned is ever accepted: without a secret of Zoom's, a first try makes one of its own.
        var isGiven = builder.Configuration.GetSection("Zoom:WebhookSecrets").GetChildren().Any();
        if (builder.Environment.IsDevelopment() && !isGiven && postgres.KeptSecret("webhook-secret") is { } secret)
        {
            Console.WriteLine($"Webhooks are accepted if they are signed with the secret {secret}");
            options.PostConfigure(zoom => zoom.WebhookSecrets = [secret]);
        }
    }

    public static void MapWebhook(this IEndpointRouteBuilder routes) => ZoomWebhook.Map(routes);
}
