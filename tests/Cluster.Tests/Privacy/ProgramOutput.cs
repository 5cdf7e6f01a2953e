using System.Collections.Concurrent;
using System.Text.RegularExpressions;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>
/// All that the programs of a whole test run have written: no line names one of the people whom the tests made, by name,
/// address or learner number.
/// </summary>
static partial class ProgramOutput
{
    static readonly ConcurrentQueue<string> Found = [];

    public static bool IsPersonal(string line) => Personal().IsMatch(line);

    public static void Look(string line)
    {
        if (IsPersonal(line))
            Found.Enqueue(line);
    }

    /// <summary>At the end of the run.</summary>
    public static void Check() => Assert.True(
        Found.IsEmpty, $"The program has written who people are, for instance:\n{string.Join('\n', Found.Take(20))}");

    [GeneratedRegex(
        @"@(?:[\w-]+\.)*(?:(?:school|home|elsewhere)\.example|example\.edu|deped\.gov\.ph)"
        + "|(?:Tess Teacher|Otto Other|Pia Parent|Stan Stranger|Ada Admin|Ana Reyes|Zenaida|Student \\d\\d|Name of (?:ownstudent|classmate|stranger|guest))"
        + @"|(?<!\d)1[0-9]{11}(?!\d)@",
        RegexOptions.IgnoreCase)]
    private static partial Regex Personal();
}
