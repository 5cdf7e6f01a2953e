using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>The command line, read; or what is wrong with it and what to do.</summary>
static class Arguments
{
    const string SecretVariable = "ZOOM_WEBHOOK_SECRET";

    public static (Settings Settings, string? Error) Read(IReadOnlyList<string> args)
    {
        var settings = new Settings { Secret = Environment.GetEnvironmentVariable(SecretVariable) };
        (settings, var error) = OptionReader.Read(args, settings, Options.Named);
        return (settings, error ?? Missing(settings));
    }

    public static string Help()
    {
        var text = new StringBuilder()
            .AppendLine("Plays Zoom: sends the signed events of whole lessons to a receiver.").AppendLine()
            .AppendLine("  dotnet run --project tools/ZoomSimulator -- --secret S --speed 60 --students 40 --lively \\")
            .AppendLine("    --url http://localhost:5080/api/zoom/webhook").AppendLine()
            .AppendLine("Or answers as Zoom's REST API; its options: serve --help");
        foreach (var (title, options) in Options.Groups)
            OptionReader.Describe(text, title, options);
        return text.ToString();
    }

    static string? Missing(Settings settings) => settings switch
    {
        { Help: true } or { DryRun: true } => null,
        { Url: null } => "Say where to send the events: --url http://localhost:5080/api/zoom/webhook, or --dry-run.",
        { Secret: null or "" } => $"Give the receiver's webhook secret: --secret TEXT, or {SecretVariable} set to it.",
        _ => null,
    };
}
