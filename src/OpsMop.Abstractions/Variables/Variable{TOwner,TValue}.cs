using System.Text.Json;

namespace OpsMop;

/// <summary>A variable, by the functions that the generator writes for its type.</summary>
/// <typeparam name="TOwner">The role or policy.</typeparam>
/// <typeparam name="TValue">The property's type.</typeparam>
/// <param name="name">The property's name.</param>
/// <param name="typeName">Its type, as people say it.</param>
/// <param name="get">Gets the property.</param>
/// <param name="set">Sets the property.</param>
/// <param name="read">Reads a value from data.</param>
/// <param name="write">Writes a value as data.</param>
public sealed class Variable<TOwner, TValue>(
    string name,
    string typeName,
    Func<TOwner, TValue> get,
    Action<TOwner, TValue> set,
    Func<JsonElement, TValue> read,
    Action<Utf8JsonWriter, TValue> write)
    : Variable(name, typeName)
    where TOwner : class
{
    /// <summary>What is wrong with a value under the constraints of the property; <see langword="null"/> where it has none.</summary>
    public Func<TValue, string?>? Check { get; init; }

    /// <inheritdoc/>
    public override void Read(object owner, JsonElement value) => set((TOwner)owner, read(value));

    /// <inheritdoc/>
    public override void Write(object owner, Utf8JsonWriter writer) => write(writer, get((TOwner)owner));

    /// <inheritdoc/>
    public override bool IsGiven(object owner) => get((TOwner)owner) switch
    {
        null => false,
        string { Length: 0 } => false,
        IDomainValue { IsGiven: false } => false,
        _ => true,
    };

    /// <inheritdoc/>
    internal override bool IsOpen(object owner) => get((TOwner)owner) is IDomainValue { IsGiven: false };

    /// <inheritdoc/>
    internal override bool Change(object owner)
    {
        var before = WrittenBy(owner);
        foreach (var sample in AssignedVariables.Samples)
        {
            try
            {
                set((TOwner)owner, read(sample));
            }
            catch (VariableException)
            {
                continue;
            }

            if (WrittenBy(owner) != before)
            {
                return true;
            }
        }

        if (typeof(TValue).IsEnum)
        {
            // No member has this number, so that no name is needed to tell it from all of them.
            set((TOwner)owner, (TValue)Enum.ToObject(typeof(TValue), 113));
            return WrittenBy(owner) != before;
        }

        return false;
    }

    /// <inheritdoc/>
    public override string? Fault(object owner)
    {
        var value = get((TOwner)owner);
        return (value as IDomainValue)?.Error ?? Check?.Invoke(value);
    }
}
