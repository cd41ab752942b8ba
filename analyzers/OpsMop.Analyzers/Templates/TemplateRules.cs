using Microsoft.CodeAnalysis;

namespace OpsMop.Analyzers;

/// <summary>What can be wrong with a template that is compiled. Names and types in it are for the C# compiler to find.</summary>
internal static class TemplateRules
{
    public static readonly DiagnosticDescriptor Syntax = Rule.Error(
        "OPM5001",
        Category.Templates,
        "The syntax of a template is wrong",
        """
        The template cannot be read: a tag that is not closed, an expression that ends too early, a statement that Jinja2 does not have. The place is that in the
        template. Only the first mistake is told, as nothing after it can be trusted.
        """);

    public static readonly DiagnosticDescriptor UnknownFilter = Rule.Error(
        "OPM5002",
        Category.Templates,
        "A filter or a test does not exist, or does not take what it is given",
        """
        Templates have Jinja2's filters and tests with the arguments that Jinja2's documentation names. Filters of Ansible's own are methods of the class that the template
        belongs to: `{{ Quote(name) }}` calls `string Quote(string text)`.
        """);

    public static readonly DiagnosticDescriptor UnusedParameter = Rule.Warning(
        "OPM5003",
        Category.Templates,
        "A parameter of a template is not used",
        """
        The method has a parameter that its template never names: what the caller gives is lost. Either the template forgets it, or it can go.
        """);

    public static readonly DiagnosticDescriptor UnknownPart = Rule.Error(
        "OPM5004",
        Category.Templates,
        "A template asks for a part that another does not have",
        """
        A macro that an imported template does not export, an argument that a macro does not have, a block that no template fills in, an attribute that `loop` does not have. A wrong
        *name* is an error of the C# compiler (CS0103), a wrong *member* too (CS1061), at the same place: the template's.
        """);

    public static readonly DiagnosticDescriptor NotCompiled = Rule.Error(
        "OPM5005",
        Category.Templates,
        "This cannot be compiled",
        """
        A compiled template is known as a whole when the policy is built. What only the run time could know is an error: a template whose name is computed, a file that is not there, a
        template that includes itself, a change to a collection that came from C#. `Template.Load` renders templates that are known at run time only.
        """);

    public static readonly DiagnosticDescriptor AlwaysUndefined = Rule.Warning(
        "OPM5006",
        Category.Templates,
        "A name that is asked for with a default is never defined",
        """
        `{{ prot | default(80) }}` is 80 for ever where nothing is called `prot`: the name is neither a parameter of the method nor a member of its class, and no `set` makes it. A
        template that is shared may ask for names that some of its users have; then the warning can be turned off for it.
        """);

    public static readonly DiagnosticDescriptor NoTemplate = Rule.Error(
        "OPM5007",
        Category.Templates,
        "This method cannot have a template for its body",
        """
        A method marked `[Template]` is partial, has no body of its own and no type parameters, stands in a partial type, takes its parameters by value, and returns a `Text` or a `string`.
        """);

    public static IReadOnlyDictionary<string, DiagnosticDescriptor> ById { get; } =
        new[] { Syntax, UnknownFilter, UnusedParameter, UnknownPart, NotCompiled, AlwaysUndefined, NoTemplate, SecretFlows.Rule, MissingSourceFiles.Rule }.ToDictionary(static rule => rule.Id);
}
