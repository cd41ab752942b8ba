using System.CommandLine;
using System.Text;
using System.Text.Json;
using OpsMop.CommandLine.Output;

namespace OpsMop.CommandLine;

/// <summary>Writes help.</summary>
/// <param name="tree">The verbs and options.</param>
/// <param name="program">How the program is called.</param>
/// <param name="output">Takes the help.</param>
internal sealed class HelpPage(CommandTree tree, string program, TextWriter output)
{
    /// <summary>Help for the program as a whole.</summary>
    /// <param name="policy">The policy, whose variables are listed.</param>
    public void Write(Policy? policy)
    {
        output.WriteLine($"Usage: {program} VERB [options]");
        output.WriteLine();
        output.WriteLine("Verbs:");
        Rows([.. tree.Verbs.Select(verb => (verb.Name, verb.Description ?? ""))]);
        output.WriteLine();
        output.WriteLine("Options:");
        Rows([.. tree.Root.Options.Select(Row)]);
        Variables(policy);
        Examples(
            ("plan", "what would be done"),
            ("apply", "do it"),
            ("apply --set greeting.message=Hello", "with another value of a variable"),
            ("push --limit web", "to the hosts of a group"),
            ("plan --help", "more about a verb"));
        output.WriteLine();
        output.WriteLine("Exit codes:");
        Rows([("0", "done"), ("1", "a resource or a host failed, or the run could not begin or was interrupted"), ("2", "changes are pending (plan --detailed-exitcode)"), ("64", "the command line is wrong"), ("65", "the policy, a data file or a saved plan is invalid")]);
    }

    /// <summary>Help for a verb.</summary>
    /// <param name="verb">The verb.</param>
    /// <param name="policy">The policy, whose variables are listed.</param>
    public void Write(Command verb, Policy? policy)
    {
        output.WriteLine($"{verb.Description}");
        output.WriteLine();
        output.WriteLine($"Usage: {program} {verb.Name}{(verb.Name == "exec" ? " PATTERN [options] -- COMMAND…" : string.Concat(verb.Arguments.Select(Shown)) + " [options]")}");
        output.WriteLine();
        if (About(verb) is { Length: > 0 } about)
        {
            output.WriteLine(about);
            output.WriteLine();
        }

        output.WriteLine("Options:");
        Rows([.. verb.Options.Concat(tree.Root.Options.Where(option => option.Recursive && !tree.Foreign(verb).Contains(option))).Select(Row)]);
        Variables(policy);
        Examples(ExamplesOf(verb));
    }

    /// <summary>The variables of an object that has some, as rows.</summary>
    /// <param name="owner">The role or policy, with its defaults.</param>
    /// <param name="variables">Its variables.</param>
    /// <param name="prefix">What stands before each name.</param>
    public static IReadOnlyList<(string Name, string Text)> RowsOf(object owner, IReadOnlyList<Variable> variables, string prefix = "") =>
    [
        .. variables.Select(variable => (
            prefix + Naming.Kebab(variable.Name),
            Visible.Line(string.Join(' ', ((string[])[
                variable.Summary,
                $"({variable.TypeName}{(variable.IsRequired ? ", required" : "")}{(Default(owner, variable) is { } value ? $", default {value}" : "")})",
                variable.Obsolete is { } obsolete ? $"Obsolete: {obsolete}" : ""]).Where(part => part.Length > 0))))),
    ];

    /// <summary>Writes rows of two columns.</summary>
    /// <param name="rows">The rows.</param>
    public void Rows(IReadOnlyList<(string Name, string Text)> rows)
    {
        var width = rows.Max(row => row.Name.Length);
        foreach (var (name, text) in rows)
        {
            output.WriteLine($"  {name.PadRight(width)}  {text}".TrimEnd());
        }
    }

    private static string Shown(Argument argument) => argument.Arity.MaximumNumberOfValues > 1 ? $" [{argument.Name}…]" : $" [{argument.Name}]";

    private static (string Name, string Text) Row(Option option)
    {
        var alias = option.Aliases.FirstOrDefault(name => name.Length == 2);
        return ($"{(alias is null ? "" : alias + ", ")}{option.Name}{(option.HelpName is { } help ? " " + help : "")}", option.Description ?? "");
    }

    private static string? Default(object owner, Variable variable)
    {
        if (variable.IsSecret || !variable.IsGiven(owner))
        {
            return null;
        }

        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            variable.Write(owner, writer);
        }

        return Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length));
    }

    private string About(Command verb) => verb.Name switch
    {
        "validate" => "Composes the policy, binds its variables and checks every resource. With --verbose it lists the variables of each role.",
        "plan" => """
            Each change is shown with what is there and what will be. "may change" depends on an earlier change; "unknown" cannot be said before one was made.
            The plan only reads: no file is written, no command of a resource is run. With --out it is saved, without secrets, for apply.
            """,
        "apply" => """
            One apply at a time runs on a host. Ctrl-C stops after the running change and says where; Ctrl-C again ends that change too.
            Handlers that are then still due are run by the next apply.
            apply PLAN does what a saved plan says and nothing else: at the first resource that is no longer as it was, it stops before touching it.
            """,
        "push" => """
            Each host gets what the policy says for it, as fast as it can; what is changed is shown once for all hosts that share it. Ctrl-C lets running changes end.
            push DIR does what the plans of an earlier push --plan --out DIR say, and refuses a host that has changed since.
            A push to all hosts of the inventory asks first. Options about connections win over the inventory.
            """,
        "exec" => """
            One word behind -- is a line for sh; several are a program and its arguments, which arrive as they are. Hosts that answer the same are shown together.
            A command for all hosts of the inventory asks first.
            """,
        "publish" => "push does it by itself when it has to, and says so. The file can be given to push --agent, on a machine without the SDK too.",
        "graph" => "Draws what --tags and conditions leave aside too. With --output json the graph is one JSON object.",
        "facts" => "Facts of the platform, the network, facts.d and the dice. With --output json they are one JSON object.",
        "inventory" => """
            Without --inventory it is looked for in the current folder: inventory.yaml, inventory.yml, inventory.ini, inventory/, hosts; hosts that the policy names in code are there too.
            Of one host, and of all with --verbose, settings and variables are shown with the file and line that they are from. With --output json it is one JSON object.
            """,
        "docs" => "The types are those of the libraries that the policy references, in the version that it is built with. With --output json the schema of each type is shown.",
        _ => "",
    };

    private (string Arguments, string What)[] ExamplesOf(Command verb) => verb.Name switch
    {
        "validate" => [("validate", "check the policy"), ("validate --verbose", "and list all variables"), ("validate --output json", "findings for a program")],
        "plan" => [("plan", "what would be done"), ("plan --detailed-exitcode", "exit with 2 if something would"), ("plan --tags web --verbose", "a part, in full"), ("plan --root /srv/image", "for an image"), ("plan --out site.plan", "and save it"), ("plan --output json", "for a program")],
        "apply" => [("apply", "do it"), ("apply --set blog.port=8080", "with another port"), ("apply --set @site.yaml", "with the values of a file"), ("apply --root /srv/image", "to an image"), ("apply site.plan", "what a saved plan says")],
        "push" =>
        [
            ("push --plan", "what would be done, on which hosts"),
            ("push --limit 'web:!web03'", "to some hosts"),
            ("push --limit @failed", "to those that failed last time"),
            ("push --plan --out plans", "save the plans"),
            ("push plans", "do what they say, and nothing else"),
            ("push --user admin --sudo --ask-sudo-password", "by sudo"),
            ("push --output json", "for a program"),
        ],
        "exec" =>
        [
            ("exec web -- uptime", "a program"),
            ("exec web -- 'df -h / | tail -1'", "a line for sh"),
            ("exec 'web:&berlin' --sudo --serial 1,10%,100% -- systemctl restart app", "in batches"),
        ],
        "publish" => [("publish", "for this machine's platform"), ("publish --platform linux-arm64 --out site-arm64", "for another, as a file")],
        "graph" => [("graph", "as a list"), ("graph --format mermaid", "for a Markdown page"), ("graph --format dot | dot -Tsvg > graph.svg", "as a picture")],
        "inventory" =>
        [
            ("inventory", "all hosts, with their groups"),
            ("inventory 'web:&berlin:!web03'", "what a pattern selects"),
            ("inventory web01.example.com", "what is known of a host, and from where"),
            ("inventory --inventory /etc/ansible/hosts", "an inventory that was written for Ansible"),
        ],
        "docs" => [("docs", "which types there are"), ("docs file", "one of them"), ("docs --out docs/types --examples examples", "pages for all, with examples")],
        _ => [("facts", "as text"), ("facts --output json", "for a program")],
    };

    private void Variables(Policy? policy)
    {
        if (policy is null || policy.Variables.Count == 0)
        {
            return;
        }

        output.WriteLine();
        output.WriteLine($"Variables of {policy.GetType().Name}, set with --set name=value (validate --verbose lists those of its roles):");
        Rows(RowsOf(policy, policy.Variables));
    }

    private void Examples(params (string Arguments, string What)[] examples)
    {
        output.WriteLine();
        output.WriteLine("Examples:");
        Rows([.. examples.Select(example => ($"{program} {example.Arguments}", example.What))]);
    }
}
