using System.Runtime.CompilerServices;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Browser.Tests;

/// <summary>The pages' own script: little, and typed.</summary>
public sealed class ScriptTests
{
    const int BytesMax = 20_000;

    static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));
    static readonly string Pages = Path.Combine(Root, "src", "Api", "wwwroot");

    [Fact]
    public void All_that_the_live_page_loads_is_small()
    {
        string[] files =
        [
            Path.Combine(Pages, "live.js"), .. Directory.GetFiles(Path.Combine(Pages, "live"), "*.js", SearchOption.AllDirectories),
        ];

        Assert.InRange(files.Sum(file => new FileInfo(file).Length), 1, BytesMax);
    }

    [NpmFact]
    public async Task The_compiler_finds_no_wrong_type()
    {
        var tools = Path.Combine(AppContext.BaseDirectory, "script-tools");
        Directory.CreateDirectory(tools);
        foreach (var file in new[] { "package.json", "package-lock.json" })
            File.Copy(Path.Combine(Root, file), Path.Combine(tools, file), overwrite: true);
        await Npm(tools, "ci", "--ignore-scripts", "--prefer-offline", "--no-audit", "--no-fund");

        await Npm(tools, "exec", "--offline", "--", "tsc", "--project", Path.Combine(Pages, "jsconfig.json"));
    }

    static async Task Npm(string folder, params string[] arguments)
    {
        var line = Command.Line(Installed.Npm ?? throw new InvalidOperationException(NpmFactAttribute.Advice), arguments);
        line.WorkingDirectory = folder;
        var result = await Command.Run(line, CancellationToken.None);
        Assert.True(result.Succeeded, $"npm {string.Join(' ', arguments)}:\n{result.Output}");
    }

    static string ThisFile([CallerFilePath] string path = "") => path;
}

/// <summary>A fact that needs npm. Where there is none it is skipped, but on CI it fails.</summary>
[AttributeUsage(AttributeTargets.Method)]
sealed class NpmFactAttribute : FactAttribute
{
    public const string Advice = "There is no npm on this machine. Install Node.js, which brings it.";

    public NpmFactAttribute() => Skip = Installed.Npm is null && !Installed.IsNeeded ? Advice : null;
}
