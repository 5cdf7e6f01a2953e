using ZoomOrleans.Bench.Load;
using ZoomOrleans.Bench.Machine;

namespace ZoomOrleans.Bench.Ingest;

/// <summary>One measured round of one server.</summary>
sealed class Round
{
    /// <summary>Where others had more of the machine than this, the round says nothing.</summary>
    public const double ForeignMax = 0.10;

    public Round(Sent sent, CpuUse before, CpuUse after, CpuUse quiet)
    {
        (PerSecond, P50, P99, Refused) = (sent.PerSecond, sent.Milliseconds(50), sent.Milliseconds(99), sent.Refused);
        Server = (after.Server - before.Server).TotalMicroseconds / sent.Count;
        Database = (after.Database - before.Database).TotalMicroseconds / sent.Count;
        Sender = (after.Sender - before.Sender).TotalMicroseconds / sent.Count;
        Later = (quiet.Server + quiet.Database - after.Server - after.Database).TotalMicroseconds / sent.Count;
        Foreign = after.ForeignSince(before);
    }

    public double PerSecond { get; }

    public double P50 { get; }

    public double P99 { get; }

    public int Refused { get; }

    /// <summary>Microseconds of CPU per event; as all that follow.</summary>
    public double Server { get; }

    public double Database { get; }

    public double Sender { get; }

    /// <summary>Of server and database together, after the last answer until they were quiet.</summary>
    public double Later { get; }

    public double Foreign { get; }

    public bool Counts => Foreign <= ForeignMax && Refused == 0;
}
