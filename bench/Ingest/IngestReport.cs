using System.Globalization;
using System.Text;
using ZoomOrleans.Bench.Machine;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>What the rounds come to, in words.</summary>
static class IngestReport
{
    const string Legend = """

        One hot meeting: all that the product is sent is of one lesson of 1,000 students, instead of 200 lessons of 50. Two
        processes: one takes the requests and one has the grains, on the same cores. P2 upserts one row per webhook with Npgsql as
        it comes; P2ev inserts a row for each webhook too, by which it is known again; tuned is P2 with prepared statements, the
        pool size that suited it best and connections that are not reset. L1 keeps nothing. "Later" is the CPU that server and
        PostgreSQL use per event after the last answer: rows derived when there is time.
        """;

    public static string Line(string name, Round round) => string.Create(CultureInfo.InvariantCulture,
        $"{name,-8} {round.PerSecond,8:N0}/s  p50 {round.P50:0.0} ms  p99 {round.P99:0.0} ms  CPU µs: server {round.Server:0.0}, "
        + $"PostgreSQL {round.Database:0.0}, sender {round.Sender:0.0}, later {round.Later:0.0}  foreign {round.Foreign:P0}  "
        + $"refused {round.Refused}{(round.Counts ? "" : "  (does not count)")}");

    public static string Of(IReadOnlyList<Contender> contenders, string arguments)
    {
        var text = new StringBuilder().AppendLine(MachineFacts.Heading(arguments)).AppendLine();
        text.AppendLine("| server | req/s | p50/p99 ms | CPU µs per event: server + PostgreSQL | later | foreign CPU | rounds |");
        text.AppendLine("|---|---|---|---|---|---|---|");
        foreach (var contender in contenders)
            text.AppendLine(Row(contender));
        text.AppendLine();
        if (contenders.Count > 1)
            text.AppendLine(string.Join("; ", Ratios(contenders[0], contenders.Skip(1).ToDictionary(one => one.Name))) + ".");
        text.AppendLine(Legend);
        return text.ToString();
    }

    static IEnumerable<string> Ratios(Contender product, Dictionary<string, Contender> others) =>
    [
        Ratio(product, others["L1"]), Ratio(product, others["P2"]), Ratio(product, others["P2ev"]),
        Ratio(product, others["P2 tuned"]),
        Latency(product, others["P2"]), Ratio(others["two processes"], product), Ratio(others["one hot meeting"], product),
    ];

    static string Ratio(Contender product, Contender peer) => string.Create(CultureInfo.InvariantCulture,
        $"{product.Name} / {peer.Name}: **{Rate(product) / Rate(peer):0.00}**");

    static string Latency(Contender product, Contender peer) => string.Create(CultureInfo.InvariantCulture,
        $"p99 of {product.Name} / {peer.Name}: **{P99(product) / P99(peer):0.00}**");

    static double P99(Contender one) => Median(one, round => round.P99);

    public static string Row(Contender one) => string.Create(CultureInfo.InvariantCulture,
        $"| {one.Name} | {Rate(one):N0} | {Median(one, round => round.P50):0.0}/{Median(one, round => round.P99):0.0} "
        + $"| {Median(one, round => round.Server):0} + {Median(one, round => round.Database):0} "
        + $"| {Median(one, round => round.Later):0} | {Median(one, round => round.Foreign):P0} "
        + $"| {one.Rounds.Count}, {one.Dropped.Count} dropped |");

    public static double Rate(Contender one) => Median(one, round => round.PerSecond);

    static double Median(Contender one, Func<Round, double> value)
    {
        var sorted = one.Rounds.Select(value).Order().ToList();
        return sorted.Count == 0 ? double.NaN : sorted[sorted.Count / 2];
    }
}
