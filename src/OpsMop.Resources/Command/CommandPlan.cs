namespace OpsMop;

/// <summary>Plans a command: whether it is needed, and what it may do.</summary>
internal static class CommandPlan
{
    /// <summary>Reports what keeps a command from being run as it would be here.</summary>
    /// <param name="want">The command.</param>
    /// <param name="property">The property that holds the command.</param>
    /// <param name="shell">Whether a shell runs it.</param>
    /// <param name="validation">Takes the reports.</param>
    public static void Validate(IRunsCommand want, string property, bool shell, Validation validation)
    {
        validation.Command(property, want.Command, shell);
        validation.Command(nameof(IRunsCommand.Unless), want.Unless, shell);
        validation.Command(nameof(IRunsCommand.OnlyIf), want.OnlyIf, shell);
    }

    /// <summary>Adds the run of the command, unless it is not needed.</summary>
    /// <param name="want">The command.</param>
    /// <param name="plan">Takes the change.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public static async ValueTask AddAsync(IRunsCommand want, Plan plan, CancellationToken cancel)
    {
        var request = Request(want, want.Command, "The command");
        if ((want.Creates.IsGiven && await plan.System.StatAsync(want.Creates, follow: false, cancel).ConfigureAwait(false) is not null)
            || (want.Removes.IsGiven && await plan.System.StatAsync(want.Removes, follow: false, cancel).ConfigureAwait(false) is null))
        {
            return;
        }

        if (want.Common.User is { } user && !Ownership.IsNumber(user, out _) && await plan.System.FindUserAsync(user, cancel).ConfigureAwait(false) is null)
        {
            throw Ownership.NoUser(user);
        }

        if (want.Directory.IsGiven && await plan.System.StatAsync(want.Directory, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw new ProviderException($"The working directory {want.Directory} does not exist. Declare host.Directory(\"{want.Directory}\") above, or correct the path.");
        }

        // A program that is not found is an answer as any other: Unless($"app --version") runs the command that installs app.
        if ((want.Unless is { } unless && (await plan.System.QueryAsync(Request(want, unless, "Unless"), cancel).ConfigureAwait(false)).Succeeded)
            || (want.OnlyIf is { } onlyIf && !(await plan.System.QueryAsync(Request(want, onlyIf, "OnlyIf"), cancel).ConfigureAwait(false)).Succeeded))
        {
            return;
        }

        if (want.Stdin is { } input)
        {
            request = request with { Input = FileContent.FromText(input) };
        }

        request = request with { SecretFiles = want.SecretFiles, Timeout = want.Common.Timeout };
        plan.Change("run", null, want.Command.ToString(), (system, stop) => system.RunAsync(request, stop), EffectsOf(want));
    }

    private static ProcessRequest Request(IRunsCommand want, CommandText command, string what) => want.FaultOf(command) is { } fault
        ? throw new ProviderException($"{what} cannot be run: {fault}")
        : want.RequestOf(command) with { Directory = want.Directory, Environment = want.Environment, User = want.Common.User };

    private static Effects EffectsOf(IRunsCommand want) => want.Creates.IsGiven
        ? new Effects().MayCreate(want.Creates.Value, want.Creates.Value + "/*")
        : Effects.Opaque;
}
