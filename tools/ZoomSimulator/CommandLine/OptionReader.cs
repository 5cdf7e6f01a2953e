using System.Globalization;
using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>Reads a command line by a list of options, and describes that list.</summary>
static class OptionReader
{
    public static (T Settings, string? Error) Read<T>(
        IReadOnlyList<string> args, T settings, Func<string, Option<T>?> named)
    {
        for (var i = 0; i < args.Count; i++)
        {
            if (named(args[i]) is not { } option)
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
        return (settings, null);
    }

    public static void Describe<T>(StringBuilder text, string title, IEnumerable<Option<T>> options)
    {
        text.AppendLine().AppendLine(title);
        foreach (var option in options)
            text.AppendLine(CultureInfo.InvariantCulture, $"  {option.Name + " " + option.Value,-20} {option.Help}");
    }
}
