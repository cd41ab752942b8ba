using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace OpsMop.Analyzers;

/// <summary>Paths below <c>/tmp</c> and its like whose names everybody knows, used as root.</summary>
internal sealed class PredictableNames : PolicyRule
{
    public static readonly DiagnosticDescriptor Rule = Analyzers.Rule.Warning(
        "OPM4007",
        Category.Security,
        "A predictable name in a folder where everybody writes",
        """
        Every user of the host may write below `/tmp`, `/var/tmp` and `/dev/shm`. Who knows the name beforehand puts a link, a folder or a file of their own there:
        root then writes through the link, trusts the file, or is told by `Creates` that all is done.

        Use a folder that is root's own: `/var/lib/…` for what stays, `/run/…` for what a reboot may take, `/var/cache/…` for downloads; or let a script ask for a name
        that nobody can know (`mktemp -d`).

        The rule looks at the paths that resources claim, at `Creates`, and in commands at redirections, at `tee`, and at options such as `-o`. It is silent where a
        path is not constant, where the resource is to be gone, and where another user than root is at work: `.As(user)`, `host.With(user: …)`.
        """);

    private static readonly string[] s_folders = ["/tmp/", "/var/tmp/", "/dev/shm/"];

    /// <summary>The options behind which programs name the file that they write.</summary>
    private static readonly Dictionary<string, string[]> s_outputs = new()
    {
        ["curl"] = ["-o", "--output"],
        ["wget"] = ["-O", "--output-document"],
        ["gpg"] = ["-o", "--output"],
        ["age"] = ["-o", "--output"],
        ["sort"] = ["-o", "--output"],
        ["openssl"] = ["-out"],
    };

    public override IReadOnlyList<DiagnosticDescriptor> Descriptors { get; } = [Rule];

    public override void Check(PolicyBody body, Report report)
    {
        foreach (var resource in body.Resources)
        {
            foreach (var (property, value) in resource.Values())
            {
                if ((property.Claim == "Path" || property.IsMade) && KnownTypes.Is(property.Type, body.Types.AbsolutePath)
                    && body.Constants.TextOf(value) is { } path && Folder(path) is { } folder && IsRoots(resource))
                {
                    report.Add(Rule, value.Syntax.GetLocation(), Message(resource.Name + ": ", path, folder));
                }
            }
        }

        foreach (var use in body.Commands)
        {
            if (use is { IsMain: true, IsHere: true, Resource: { } resource } && MayMatter(use.Source) && IsRoots(resource))
            {
                foreach (var word in use.Source.Script.Commands.SelectMany(Written))
                {
                    if (word.Constant is { } path && Folder(path) is { } folder)
                    {
                        report.Add(Rule, use.At(word.Start, word.End), Message(use.Prefix, path, folder));
                    }
                }
            }
        }
    }

    private static bool MayMatter(CommandSource source) =>
        Array.Exists(s_folders, folder => source.Text.Contains(folder) || source.HoleValues.Any(value => value?.StartsWith(folder, StringComparison.Ordinal) == true));

    private static string Message(string prefix, string path, string folder) =>
        $"{prefix}everybody can write below {folder.TrimEnd('/')}, and everybody knows the name {path}. Use a folder of root's own, such as /var/lib or /run.";

    private static string? Folder(string path) =>
        path.IndexOf("/../", StringComparison.Ordinal) >= 0
            ? null
            : Array.Find(s_folders, folder => path.StartsWith(folder, StringComparison.Ordinal) && path.Length > folder.Length);

    /// <summary>The paths that a command writes to.</summary>
    private static IEnumerable<ShellWord> Written(ShellCommand command)
    {
        foreach (var redirection in command.Redirections)
        {
            if (redirection.WritesFile)
            {
                yield return redirection.Target;
            }
        }

        if (command.Program == "tee")
        {
            foreach (var operand in command.Operands)
            {
                yield return operand;
            }
        }
        else if (command.Program is { } program && s_outputs.TryGetValue(program, out var options))
        {
            var words = command.Arguments.ToList();
            for (var i = 0; i + 1 < words.Count; i++)
            {
                // The option alone, or the last of a cluster: "curl -fsSLo FILE".
                if (Array.Exists(
                    options,
                    option => words[i].Text == option || (option.Length == 2 && words[i].HasLetter(option[1]) && words[i].Text[words[i].Text.Length - 1] == option[1])))
                {
                    yield return words[i + 1];
                }
            }
        }
    }

    /// <summary>Whether root is at work, and something is put there.</summary>
    private static bool IsRoots(ResourceUse resource)
    {
        if (resource.Has("As") || resource.Settings.Any(setting => setting.Property?.IsAbsence == true))
        {
            return false;
        }

        for (IOperation operation = resource.Call, parent = operation.Parent!; parent is not null; operation = parent, parent = parent.Parent!)
        {
            if ((parent is IUsingOperation used && GivesUser(used.Resources))
                || (parent is IBlockOperation block && block.Operations.TakeWhile(one => one != operation).OfType<IUsingDeclarationOperation>().Any(GivesUser)))
            {
                return false;
            }
        }

        return true;
    }

    private static bool GivesUser(IOperation resources) => resources.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Any(call => call.TargetMethod.Name == "With" && call.Arguments.Any(argument => argument is { ArgumentKind: ArgumentKind.Explicit, Parameter.Name: "user" }));
}
