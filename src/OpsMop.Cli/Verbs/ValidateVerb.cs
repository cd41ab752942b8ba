using OpsMop.CommandLine.Output;
using OpsMop.Engine;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>validate</c>: checks the policy.</summary>
internal sealed class ValidateVerb(Policy policy, PolicyEngine engine, RunConsole console, Request request, Surroundings around)
{
    public async Task<int> RunAsync()
    {
        var findings = await engine.ValidateAsync().ConfigureAwait(false);
        FindingPrinter.Print(findings, request.IsJson, around);
        var errors = findings.Count(finding => finding.IsError);
        if (!request.IsJson)
        {
            if (errors == 0 && request.Verbose)
            {
                WriteVariables();
            }

            var warnings = findings.Count - errors;
            var counts = $"{errors} {(errors == 1 ? "error" : "errors")}, {warnings} {(warnings == 1 ? "warning" : "warnings")}";
            if (errors > 0)
            {
                console.Notice($"{policy.GetType().Name} is invalid: {counts}");
            }
            else
            {
                around.Output.WriteLine($"{policy.GetType().Name} is valid: {counts}");
            }
        }

        return errors > 0 ? ExitCode.Invalid : ExitCode.Done;
    }

    private void WriteVariables()
    {
        var page = new HelpPage(new CommandTree(), around.Program, around.Output);
        if (policy.Variables.Count > 0)
        {
            around.Output.WriteLine($"{policy.GetType().Name}");
            page.Rows(HelpPage.RowsOf(policy, policy.Variables));
        }

        var roles = new Roles();
        policy.Compose(roles);
        foreach (var entry in roles.Entries)
        {
            var role = entry.Create();
            around.Output.WriteLine(entry.Name);
            if (role.Variables.Count > 0)
            {
                page.Rows(HelpPage.RowsOf(role, role.Variables, entry.Name + "."));
            }
        }
    }
}
