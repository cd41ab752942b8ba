namespace OpsMop;

/// <summary>Dice, for experiments and for spreading work. A seed makes a run repeatable, on every version of .NET.</summary>
/// <param name="seed">The seed.</param>
public sealed class ChaosFacts(int seed)
{
    private readonly Lock _lock = new();

    // SplitMix64: System.Random promises no sequence across versions and cannot be put back when a role is defined again.
    private ulong _state = unchecked((uint)seed * 0xD1342543DE82EF95UL);

    /// <summary>The seed, to repeat a run.</summary>
    public int Seed { get; } = seed;

    /// <summary>Where in the sequence the dice are.</summary>
    internal ulong State
    {
        get
        {
            lock (_lock)
            {
                return _state;
            }
        }

        set
        {
            lock (_lock)
            {
                _state = value;
            }
        }
    }

    /// <summary>True as often as asked.</summary>
    /// <param name="percent">The chance, 0 to 100.</param>
    public bool Chance(double percent) => (Next() >> 11) * (100.0 / (1UL << 53)) < percent;

    /// <summary>One of the choices.</summary>
    /// <typeparam name="T">What is chosen from.</typeparam>
    /// <param name="choices">The choices, at least one.</param>
    public T Choose<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>A whole number from 1 to <paramref name="sides"/>.</summary>
    /// <param name="sides">The sides of the die.</param>
    public int Roll(int sides = 6) => Below(sides) + 1;

    private int Below(int count)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(count, 1);
        return (int)(((UInt128)Next() * (uint)count) >> 64);
    }

    private ulong Next()
    {
        lock (_lock)
        {
            ulong z = _state += 0x9E3779B97F4A7C15UL;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9UL;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EBUL;
            return z ^ (z >> 31);
        }
    }
}
