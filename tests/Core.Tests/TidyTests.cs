using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ZoomOrleans.Core.Tests;

/// <summary>What this repository keeps to, where no analyzer looks.</summary>
public sealed partial class TidyTests
{
    const int LineMax = 130;
    const int FileMax = 300;

    static readonly string Root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", ".."));

    [Fact]
    public void No_line_is_too_long_to_read() => Assert.Empty(
        from file in Code("src", "tools", "bench")
        from line in File.ReadLines(file).Index()
        where line.Item.Length > LineMax
        select $"{Name(file)}:{line.Index + 1}");

    [Fact]
    public void No_file_is_too_long_to_know() => Assert.Empty(
        Code("src", "tools", "bench").Where(file => File.ReadLines(file).Count() > FileMax).Select(Name));

    [Fact]
    public void The_pure_parts_know_no_clock_no_database_and_no_Orleans() => Assert.Empty(
        Code("src/Grains/Attendance", "src/Grains/Erasure", "src/Grains/Zoom")
            .Where(file => Impure().IsMatch(File.ReadAllText(file))).Select(Name));

    [Fact]
    public void No_test_blocks_a_thread_to_wait() => Assert.Empty(
        from file in Code("tests")
        where !file.EndsWith("Wait.cs", StringComparison.Ordinal) && !file.EndsWith("TidyTests.cs", StringComparison.Ordinal)
        where File.ReadAllText(file).Contains("Thread.Sleep", StringComparison.Ordinal)
        select Name(file));

    static IEnumerable<string> Code(params string[] folders) => folders
        .Select(folder => Path.Combine(Root, folder)).Where(Directory.Exists)
        .SelectMany(folder => Directory.EnumerateFiles(folder, "*.cs", SearchOption.AllDirectories))
        .Where(file => !BuildOutput().IsMatch(file));

    static string Name(string file) => Path.GetRelativePath(Root, file);

    static string ThisFile([CallerFilePath] string path = "") => path;

    [GeneratedRegex(@"[\\/](obj|bin)[\\/]")]
    private static partial Regex BuildOutput();

    [GeneratedRegex(@"\b(UtcNow|Stopwatch|Npgsql|Orleans\.|HttpClient|Random|Task)\b")]
    private static partial Regex Impure();
}
