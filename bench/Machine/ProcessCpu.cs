using System.Globalization;

namespace ZoomOrleans.Bench.Machine;

/// <summary>CPU time of processes as Linux counts it, in ticks of 10 ms.</summary>
static class ProcessCpu
{
    public const int TicksPerSecond = 100;

    // Fields of /proc/PID/stat behind the name, which may contain anything.
    const int ParentField = 1;
    const int UserField = 11;
    const int FieldsOfOwn = 2;
    const int FieldsWithChildren = 4;

    public static TimeSpan Of(int process) => Time(Fields(process), FieldsOfOwn);

    /// <summary>With all its children, also those that have ended.</summary>
    public static TimeSpan OfFamily(int process)
    {
        var sum = Time(Fields(process), FieldsWithChildren);
        foreach (var directory in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(directory), CultureInfo.InvariantCulture, out var id)
                && Fields(id) is { } fields && Number(fields[ParentField]) == process)
                sum += Time(fields, FieldsOfOwn);
        }
        return sum;
    }

    static TimeSpan Time(string[]? fields, int count) =>
        TimeSpan.FromSeconds((double)(fields?.Skip(UserField).Take(count).Sum(Number) ?? 0) / TicksPerSecond);

    static long Number(string field) => long.Parse(field, CultureInfo.InvariantCulture);

    /// <summary>Null where there is no such process any more.</summary>
    static string[]? Fields(int process)
    {
        try
        {
            var text = File.ReadAllText($"/proc/{process}/stat");
            return text[(text.LastIndexOf(')') + 2)..].Split(' ');
        }
        catch (IOException)
        {
            return null;
        }
    }
}
