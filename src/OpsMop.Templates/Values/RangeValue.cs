using System.Numerics;

namespace OpsMop.Templates;

/// <summary>What <c>range</c> gives: numbers that are made when they are asked for.</summary>
public sealed class RangeValue : ValueObject
{
    internal RangeValue(BigInteger start, BigInteger stop, BigInteger step)
    {
        Start = start;
        Stop = stop;
        Step = step;
        BigInteger distance = step.Sign > 0 ? stop - start : start - stop;
        Length = distance.Sign <= 0 ? BigInteger.Zero : ((distance - 1) / BigInteger.Abs(step)) + 1;
    }

    /// <inheritdoc/>
    public override string TypeName => "range";

    /// <inheritdoc/>
    public override int? Count => Length > int.MaxValue ? int.MaxValue : (int)Length;

    /// <inheritdoc/>
    public override bool IsIterable => true;

    internal BigInteger Start { get; }

    internal BigInteger Stop { get; }

    internal BigInteger Step { get; }

    internal BigInteger Length { get; }

    /// <inheritdoc/>
    public override IEnumerable<Value> Iterate(RenderContext context)
    {
        if (Length > context.Limits.Items)
        {
            throw context.Fault($"The range has {Length} items; {context.Limits.Items} is the limit");
        }

        return Each();
    }

    /// <inheritdoc/>
    public override bool TryGetAttribute(string name, RenderContext context, out Value value)
    {
        value = name switch { "start" => Start, "stop" => Stop, "step" => Step, _ => default(Value) };
        return !value.IsUndefined || ContainerMethods.Range.TryBind(this, name, out value);
    }

    /// <inheritdoc/>
    public override bool TryGetItem(Value index, RenderContext context, out Value value)
    {
        value = default;
        if (!index.TryGetInteger(out BigInteger at))
        {
            return false;
        }

        at = at.Sign < 0 ? at + Length : at;
        if (at.Sign < 0 || at >= Length)
        {
            return false;
        }

        value = Start + (at * Step);
        return true;
    }

    /// <inheritdoc/>
    public override string Represent(RenderContext context) =>
        Step.IsOne ? $"range({Start}, {Stop})" : $"range({Start}, {Stop}, {Step})";

    internal bool IsSame(RangeValue other) =>
        Length == other.Length && (Length.IsZero || (Start == other.Start && (Length.IsOne || Step == other.Step)));

    internal bool TryFind(BigInteger number, out BigInteger index)
    {
        index = BigInteger.DivRem(number - Start, Step, out BigInteger rest);
        return rest.IsZero && index.Sign >= 0 && index < Length;
    }

    private IEnumerable<Value> Each()
    {
        int length = (int)Length;
        if (Start >= long.MinValue / 2 && Start <= long.MaxValue / 2 && Stop >= long.MinValue / 2 && Stop <= long.MaxValue / 2
            && (Step >= long.MinValue && Step <= long.MaxValue))
        {
            long next = (long)Start;
            long step = (long)Step;
            for (int i = 0; i < length; i++)
            {
                yield return next;
                next = unchecked(next + step);
            }

            yield break;
        }

        for (int i = 0; i < length; i++)
        {
            yield return Start + (i * Step);
        }
    }
}
