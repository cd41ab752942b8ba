namespace OpsMop;

/// <summary>Dice, for experiments and for spreading work. A seed makes a run repeatable.</summary>
/// <param name="seed">The seed.</param>
public sealed class ChaosFacts(int seed)
{
    private readonly Random _random = new(seed);
    private readonly Lock _lock = new();

    /// <summary>The seed, to repeat a run.</summary>
    public int Seed { get; } = seed;

    /// <summary>True as often as asked.</summary>
    /// <param name="percent">The chance, 0 to 100.</param>
    public bool Chance(double percent)
    {
        lock (_lock)
        {
            return _random.NextDouble() * 100 < percent;
        }
    }

    /// <summary>One of the choices.</summary>
    /// <typeparam name="T">What is chosen from.</typeparam>
    /// <param name="choices">The choices, at least one.</param>
    public T Choose<T>(params IReadOnlyList<T> choices)
    {
        lock (_lock)
        {
            return choices[_random.Next(choices.Count)];
        }
    }

    /// <summary>A whole number from 1 to <paramref name="sides"/>.</summary>
    /// <param name="sides">The sides of the die.</param>
    public int Roll(int sides = 6)
    {
        lock (_lock)
        {
            return _random.Next(sides) + 1;
        }
    }
}
