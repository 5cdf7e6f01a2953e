namespace ZoomOrleans.ZoomSimulator;

/// <summary>One option; parsing and help both come from the lists of them.</summary>
/// <param name="Value">What to write for its value; null: the option takes none.</param>
sealed record Option<T>(string Name, string? Value, string Help, Func<T, string, T> Set);

/// <summary>The kinds of options that there are several of.</summary>
static class Option
{
    public static Option<T> Flag<T>(string name, string help, Func<T, T> set) =>
        new(name, null, help, (settings, _) => set(settings));

    public static Option<Settings> Behaving(string name, string help, Func<Behaviour, double, Behaviour> set) =>
        new(name, "P", help, (settings, text) => settings with
        {
            Behaviour = set(settings.Behaviour, Value.Share(text)),
        });

    public static Option<Settings> Arriving(string name, string help, Func<Faults, double, Faults> set) =>
        new(name, "P", help, (settings, text) => settings with
        {
            Faults = set(settings.Faults, Value.Share(text)),
        });
}
