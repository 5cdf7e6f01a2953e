using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>What the command line asks of a simulated REST API.</summary>
sealed record ServeSettings
{
    public const int PortUsual = 5090;

    public bool Help { get; init; }

    public IReadOnlyList<string> Hosts { get; init; } = [];

    public SimulatedZoomOptions Zoom { get; init; } = new() { Port = PortUsual, Plan = ZoomPlan.Pro };

    /// <summary>With the hosts that were named; without any, the usual one.</summary>
    public SimulatedZoomOptions Options => Hosts.Count == 0 ? Zoom : Zoom with
    {
        Users = [.. Hosts.Select(host => new SimulatedUser(IdOf(host), host, NameOf(host)))],
    };

    public ServeSettings With(Func<SimulatedZoomOptions, SimulatedZoomOptions> change) => this with { Zoom = change(Zoom) };

    /// <summary>The same address, the same id.</summary>
    static string IdOf(string email) => ZoomIds.User(new Chance(0).Fork(email));

    static string NameOf(string email) => email.Split('@')[0].Replace('.', ' ');
}
