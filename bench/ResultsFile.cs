using ZoomOrleans.Bench.Machine;

namespace ZoomOrleans.Bench;

/// <summary>bench/RESULTS.md: one section per question, each as its benchmark last found it.</summary>
static class ResultsFile
{
    const string Heading = "## ";

    static string File => Path.Combine(Checkout.Directory, "bench", "RESULTS.md");

    public static void Replace(string title, string text)
    {
        var lines = System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File).ToList() : ["# Results", ""];
        var start = lines.IndexOf(Heading + title);
        if (start < 0)
        {
            if (lines[^1] is not "")
                lines.Add("");
            start = lines.Count;
            lines.Add(Heading + title);
        }
        var end = lines.FindIndex(start + 1, line => line.StartsWith(Heading, StringComparison.Ordinal));
        var last = end < 0 ? lines.Count : end;
        lines.RemoveRange(start + 1, last - start - 1);
        lines.InsertRange(start + 1, ["", .. text.TrimEnd().Split('\n'), .. end < 0 ? (string[])[] : [""]]);
        System.IO.File.WriteAllLines(File, lines);
    }
}
