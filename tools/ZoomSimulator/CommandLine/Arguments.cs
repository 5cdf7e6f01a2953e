using System.Globalization;
using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>The command line, read; or what is wrong with it and what to do.</summary>
static class Arguments
{
    const string SecretVariable = "ZOOM_WEBHOOK_SECRET";
    static readonly CultureInfo Plain = CultureInfo.InvariantCulture;

    public static (Settings Settings, string? Error) Read(IReadOnlyList<string> args)
    {
        var settings = new Settings { Secret = Environment.GetEnvironmentVariable(SecretVariable) };
        for (var i = 0; i < args.Count; i++)
        {
            if (Options.Named(args[i]) is not { } option)
                return (settings, $"'{args[i]}' is no option. See --help.");
            if (option.Value is not null && i + 1 == args.Count)
                return (settings, $"{option.Name} needs a value: {option.Name} {option.Value}.");
            var value = option.Value is null ? "" : args[++i];
            try
            {
                settings = option.Set(settings, value);
            }
            catch (FormatException expected)
            {
                return (settings, $"{option.Name} {value}: write {expected.Message}.");
            }
        }
        return (settings, Missing(settings));
    }

    public static string Help()
    {
        var text = new StringBuilder()
            .AppendLine("Plays Zoom: sends the signed events of whole lessons to a receiver.").AppendLine()
            .AppendLine("  dotnet run --project tools/ZoomSimulator -- --secret S --speed 60 --students 40 --lively \\")
            .AppendLine("    --url http://localhost:5080/api/zoom/webhook");
        foreach (var (title, options) in Options.Groups)
        {
            text.AppendLine().AppendLine(title);
            foreach (var option in options)
                text.AppendLine(Plain, $"  {option.Name + " " + option.Value,-20} {option.Help}");
        }
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
