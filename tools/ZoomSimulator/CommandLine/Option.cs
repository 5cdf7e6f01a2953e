namespace ZoomOrleans.ZoomSimulator;

/// <summary>One option; parsing and help both come from <see cref="Options"/>.</summary>
/// <param name="Value">What to write for its value; null: the option takes none.</param>
sealed record Option(string Name, string? Value, string Help, Func<Settings, string, Settings> Set)
{
    public static Option Flag(string name, string help, Func<Settings, Settings> set) =>
        new(name, null, help, (settings, _) => set(settings));

    public static Option Behaving(string name, string help, Func<Behaviour, double, Behaviour> set) =>
        new(name, "P", help, (settings, text) => settings with
        {
            Behaviour = set(settings.Behaviour, ZoomSimulator.Value.Share(text)),
        });

    public static Option Arriving(string name, string help, Func<Faults, double, Faults> set) =>
        new(name, "P", help, (settings, text) => settings with
        {
            Faults = set(settings.Faults, ZoomSimulator.Value.Share(text)),
        });
}
