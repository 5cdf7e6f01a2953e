using System.Text;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// Dice that the seed alone decides (SplitMix64). System.Random promises no sequence across versions of .NET,
/// and a seed printed by a failing test must replay on any machine.
/// </summary>
sealed class Chance
{
    const ulong GoldenGamma = 0x9E3779B97F4A7C15;
    readonly ulong seed;
    ulong state;

    public Chance(ulong seed) => this.seed = state = seed;

    /// <summary>Dice of their own for one purpose: what is rolled there moves no roll elsewhere.</summary>
    public Chance Fork(string purpose) => new(Mixed(seed ^ Hash(purpose)));

    /// <summary>Rolls even for 0 and 1, so that changing one probability leaves the later rolls alone.</summary>
    public bool Happens(double probability) => Share() < probability;

    /// <summary>Both ends included.</summary>
    public int Between(int least, int most) => least + (int)(Share() * (Math.Max(least, most) - least + 1));

    /// <summary>A whole number between two shares of <paramref name="whole"/>.</summary>
    public int Part(int whole, double from, double to) => Between((int)(whole * from), (int)(whole * to));

    public TimeSpan UpTo(TimeSpan most) => TimeSpan.FromMilliseconds(Between(0, (int)most.TotalMilliseconds));

    public T One<T>(params ReadOnlySpan<T> of) => of[Between(0, of.Length - 1)];

    public byte[] Bytes(int count) => [.. Enumerable.Range(0, count).Select(_ => (byte)Next())];

    double Share() => (Next() >> 11) * (1.0 / (1UL << 53));

    ulong Next() => Mixed(state += GoldenGamma);

    static ulong Mixed(ulong z)
    {
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    static ulong Hash(string text)
    {
        const ulong fnvBasis = 14695981039346656037, fnvPrime = 1099511628211;
        return Encoding.UTF8.GetBytes(text).Aggregate(fnvBasis, (hash, next) => (hash ^ next) * fnvPrime);
    }
}
