using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using ZoomOrleans.EndpointReport;

/// <summary>
/// What the runtime calls, by this very name, before the program that is started with this assembly as its hook.
/// </summary>
[SuppressMessage("Design", "CA1050", Justification = "The runtime looks for it outside of any namespace.")]
static class StartupHook
{
    public static void Initialize() => DiagnosticListener.AllListeners.Subscribe(new EndpointWriter());
}
