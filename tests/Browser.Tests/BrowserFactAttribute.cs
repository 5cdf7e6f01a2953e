using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Browser.Tests;

/// <summary>A fact that needs Chromium and PostgreSQL. Where one is missing it is skipped, but on CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserFactAttribute : FactAttribute
{
    public BrowserFactAttribute() => Skip = BrowserMissing.Reason;
}

/// <summary>A theory that needs Chromium and PostgreSQL. Where one is missing it is skipped, but on CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class BrowserTheoryAttribute : TheoryAttribute
{
    public BrowserTheoryAttribute() => Skip = BrowserMissing.Reason;
}

static class BrowserMissing
{
    public const string Advice =
        "There is no Chromium on this machine. Install it (on Debian: apt-get install chromium), or put it on the PATH.";

    public static string? Reason =>
        Installed.Chromium is null && !Installed.IsNeeded ? Advice : PostgresMissing.Reason.Value;
}
