using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Collects what is wrong with a resource. The checks here are what generated validation calls; they word the same fault the same way everywhere.</summary>
public sealed class Validation
{
    private readonly List<Finding> _findings;
    private ResourceBuilder _builder = null!;
    private Resource _resource = null!;

    internal Validation(List<Finding> findings) => _findings = findings;

    /// <summary>What to say where a source file does not travel with the policy, and <see langword="null"/> where it does; not set where nobody knows.</summary>
    internal Func<SourceFile, SourceLocation, string?>? MissingSource { get; init; }

    /// <summary>Reports a fault at the line that set the property, or at the resource's own line.</summary>
    /// <param name="id">The rule.</param>
    /// <param name="property">The property at fault; <see langword="null"/> for the resource as a whole.</param>
    /// <param name="message">What is wrong and what to do, without the resource's name.</param>
    public void Report(string id, string? property, string message)
    {
        var line = property is null ? 0 : _builder.LineOf(property);
        var at = line > 0 ? _builder.Location with { Line = line } : _builder.Location;
        _findings.Add(new Finding(id, at, $"{_resource.Name}: {message}"));
    }

    /// <summary>A value of a domain type must be valid where it is given (OPM2004), and a command must hold no secret (OPM4001).</summary>
    /// <typeparam name="T">The domain type.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    public void Valid<T>(string property, T value)
        where T : IDomainValue
    {
        if (value.Error is { } error)
        {
            Report(value is CommandText command ? command.Fault!.Id : "OPM2004", property, ValueFault.Invalid(property, error));
        }
        else if (value is SourceFile { IsGiven: true } source && MissingSource?.Invoke(source, _builder.Location) is { } missing)
        {
            Report("OPM2009", property, missing);
        }
    }

    /// <summary>
    /// A command must be one that can be run as it would be (OPM3006, OPM4006, OPM2004). What no command allows is reported with the value itself.
    /// </summary>
    /// <param name="property">The property.</param>
    /// <param name="command">Its value.</param>
    /// <param name="shell">Whether a shell runs it.</param>
    public void Command(string property, CommandText? command, bool shell)
    {
        if (command is { Error: null } && (shell ? command.ShellFault : command.ArgumentsFault) is { } fault)
        {
            Report(fault.Id, property, $"{property}: {fault.Message}");
        }
    }

    /// <summary>Each value of a list of a domain type must be valid (OPM2004).</summary>
    /// <typeparam name="T">The domain type.</typeparam>
    /// <param name="property">The property.</param>
    /// <param name="values">Its values.</param>
    public void ValidEach<T>(string property, IEnumerable<T>? values)
        where T : IDomainValue
    {
        if (values is not null)
        {
            foreach (var value in values)
            {
                Valid(property, value);
            }
        }
    }

    /// <summary>The values that a text was put together from must be valid (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="text">Its value.</param>
    public void ValidText(string property, Text? text)
    {
        if (text?.Error is { } error)
        {
            Report("OPM2004", property, ValueFault.Invalid(property, error));
        }
    }

    /// <summary>An argument of <c>host.File(…)</c> must not be empty (OPM2002).</summary>
    /// <param name="property">The property that it sets.</param>
    /// <param name="given">Whether it is given.</param>
    public void Argument(string property, bool given)
    {
        if (!given)
        {
            Report("OPM2002", null, $"{property} is empty. Give it a value.");
        }
    }

    /// <summary>The property must be given (OPM2002).</summary>
    /// <param name="property">The property.</param>
    /// <param name="given">Whether it is given.</param>
    public void Required(string property, bool given)
    {
        if (!given)
        {
            Report("OPM2002", null, $"{property} is required. Add .{property}(…).");
        }
    }

    /// <summary>Exactly one, or at most one, of some properties must be given (OPM2001, OPM2002).</summary>
    /// <param name="optional">Whether none may be given.</param>
    /// <param name="properties">The properties and whether each is given.</param>
    public void OneOf(bool optional, params ReadOnlySpan<(string Property, bool Given)> properties)
    {
        string? first = null;
        foreach (var (property, given) in properties)
        {
            if (!given)
            {
                continue;
            }

            if (first is not null)
            {
                Report("OPM2001", property, $"{property} and {first} exclude each other. Keep one of them.");
            }

            first ??= property;
        }

        if (first is null && !optional)
        {
            var names = new List<string>();
            foreach (var (property, _) in properties)
            {
                names.Add(property);
            }

            Report("OPM2002", null, $"one of {string.Join(", ", names)} is required.");
        }
    }

    /// <summary>Two properties may not be given together (OPM2001).</summary>
    /// <param name="property">The property that excludes.</param>
    /// <param name="other">The one that it excludes.</param>
    public void Excluded(string property, string other)
    {
        var later = _builder.LineOf(other) > _builder.LineOf(property) ? other : property;
        Report("OPM2001", later, $"{property} and {other} exclude each other. Keep one of them.");
    }

    /// <summary>A property is given without any of those that it needs (OPM2003).</summary>
    /// <param name="property">The property that is given.</param>
    /// <param name="needed">Those of which one is needed.</param>
    public void Missing(string property, params ReadOnlySpan<string> needed) =>
        Report("OPM2003", property, ValueFault.Needs(property, needed.ToArray()));

    /// <summary>A number must lie in a range (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="minimum">The least value allowed.</param>
    /// <param name="maximum">The greatest value allowed.</param>
    public void Range(string property, double value, double minimum, double maximum) => Constraint(property, Constraints.CheckRange(value, minimum, maximum));

    /// <summary>A text or list must have a length in a range (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="length">Its length.</param>
    /// <param name="minimum">The least length allowed.</param>
    /// <param name="maximum">The greatest length allowed.</param>
    public void Length(string property, int length, int minimum, int maximum) => Constraint(property, Constraints.CheckLength(length, minimum, maximum));

    /// <summary>A text must match a pattern (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="pattern">The pattern.</param>
    /// <param name="explanation">What to write instead.</param>
    public void Pattern(string property, string value, string pattern, string? explanation) =>
        Constraint(property, Constraints.CheckPattern(value, pattern, explanation));

    /// <summary>A text must be one of some values (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    /// <param name="allowed">The values allowed.</param>
    public void Allowed(string property, string value, params string[] allowed) => Constraint(property, Constraints.CheckAllowed(value, allowed));

    /// <summary>A text must be an address (OPM2004).</summary>
    /// <param name="property">The property.</param>
    /// <param name="value">Its value.</param>
    public void Url(string property, string value) => Constraint(property, Constraints.CheckUrl(value));

    /// <summary>A text that may hold a secret must not be readable by others (OPM4001).</summary>
    /// <param name="property">The property that holds the text.</param>
    /// <param name="text">Its value.</param>
    /// <param name="modeProperty">The property that holds the mode.</param>
    /// <param name="mode">The mode.</param>
    public void ReadableBy(string property, Text? text, string modeProperty, UnixMode mode)
    {
        if (text is { IsSecret: true } && mode is { IsGiven: true, Error: null, IsWorldReadable: true })
        {
            Report("OPM4001", modeProperty, SecretFaults.Readable(property, mode.ToString()));
        }
    }

    /// <summary>A text that people see must hold no secret (OPM4001).</summary>
    /// <param name="property">The property.</param>
    /// <param name="text">Its value.</param>
    public void NotSecret(string property, Text? text)
    {
        if (text is { IsSecret: true })
        {
            Report("OPM4001", property, SecretFaults.Printed(property));
        }
    }

    internal void Check(ResourceBuilder builder, Resource resource)
    {
        _builder = builder;
        _resource = resource;
        resource.Validate(this);
        foreach (var fault in builder.SettingFaults ?? [])
        {
            Report("OPM2004", null, fault);
        }
    }

    private void Constraint(string property, string? fault)
    {
        if (fault is not null)
        {
            Report("OPM2004", property, ValueFault.Violates(property, fault));
        }
    }
}
