using System.Text;
using System.Text.Json;

namespace OpsMop;

/// <summary>A variable of a role or policy: a publicly settable property. Generated.</summary>
/// <param name="name">The property's name.</param>
/// <param name="typeName">Its type, as people say it: <c>text</c>, <c>whole number</c>, <c>list of ports</c>.</param>
public abstract class Variable(string name, string typeName)
{
    /// <summary>The property's name. In data files and on the command line case, hyphens and underscores do not matter.</summary>
    public string Name { get; } = name;

    /// <summary>Its type, as people say it.</summary>
    public string TypeName { get; } = typeName;

    /// <summary>Whether it must be given (see <see cref="RequiredAttribute"/>).</summary>
    public bool IsRequired { get; init; }

    /// <summary>Whether its text on the command line is taken as it is, rather than read as YAML: strings, secrets, enums and domain types.</summary>
    public bool IsText { get; init; }

    /// <summary>What <see cref="ObsoleteAttribute"/> says; <see langword="null"/> where the variable is current.</summary>
    public string? Obsolete { get; init; }

    /// <summary>Whether its value may not be shown.</summary>
    public bool IsSecret { get; init; }

    /// <summary>The first sentence of its documentation; empty without one.</summary>
    public string Summary { get; init; } = "";

    /// <summary>Sets it from data.</summary>
    /// <param name="owner">The role or policy.</param>
    /// <param name="value">The data.</param>
    /// <exception cref="VariableException">The data is not of its type.</exception>
    public abstract void Read(object owner, JsonElement value);

    /// <summary>Writes its value as data.</summary>
    /// <param name="owner">The role or policy.</param>
    /// <param name="writer">Takes the data.</param>
    public abstract void Write(object owner, Utf8JsonWriter writer);

    /// <summary>Whether it has a value: not <see langword="null"/>, not an empty text, not a domain value that was never given.</summary>
    /// <param name="owner">The role or policy.</param>
    public abstract bool IsGiven(object owner);

    /// <summary>Whether its type is a domain type that cannot be <see langword="null"/>, and nothing gave it a value: what is made of it may well be invalid.</summary>
    /// <param name="owner">The role or policy.</param>
    internal virtual bool IsOpen(object owner) => false;

    /// <summary>Gives it another value, whatever it may be, by which it is known later whether somebody has set it.</summary>
    /// <param name="owner">The role or policy.</param>
    /// <returns>Whether another value was found.</returns>
    internal virtual bool Change(object owner) => false;

    /// <summary>Its value as JSON, to compare it with another; what cannot be written is empty.</summary>
    /// <param name="owner">The role or policy.</param>
    internal string WrittenBy(object owner)
    {
        using var stream = new MemoryStream();
        try
        {
            using var writer = new Utf8JsonWriter(stream);
            Write(owner, writer);
        }
        catch (VariableException)
        {
            return "";
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    /// <summary>What is wrong with its value: an invalid path, a number out of its <see cref="RangeAttribute"/>; <see langword="null"/> if nothing is.</summary>
    /// <param name="owner">The role or policy.</param>
    public abstract string? Fault(object owner);
}
