using System.Globalization;

namespace OpsMop;

/// <summary>Reboots with <c>shutdown</c> and <c>systemctl</c>, where systemd runs the host.</summary>
[Provider<RebootResource>("systemd", Platforms = ["systemd"], Default = true, Proof = Proof.RealHost)]
public sealed class SystemdRebootProvider : Provider<RebootResource>
{
    private static readonly AbsolutePath Required = "/run/reboot-required";
    private static readonly AbsolutePath Scheduled = "/run/systemd/shutdown/scheduled";

    /// <summary>How long the host may take to go down before that is a failure.</summary>
    internal static TimeSpan Patience { get; set; } = TimeSpan.FromMinutes(5);

    /// <summary>How often it is looked at meanwhile.</summary>
    internal static TimeSpan Pause { get; set; } = TimeSpan.FromMilliseconds(500);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(RebootResource want, Plan plan, CancellationToken cancel)
    {
        if (await WhyAsync(want, plan.System, cancel).ConfigureAwait(false) is not { } why)
        {
            return;
        }

        var message = want.Message?.ToString();
        if (want.Delay is not { IsGiven: true } delay)
        {
            plan.Change("reboot", null, why, (system, stop) => RebootAsync(system, message, stop));
            return;
        }

        if (await plan.System.StatAsync(Scheduled, follow: true, cancel).ConfigureAwait(false) is null)
        {
            var minutes = Math.Max(1, (long)Math.Ceiling(delay.Value.TotalMinutes)).ToString(CultureInfo.InvariantCulture);
            string[] arguments = ["shutdown", "-r", "+" + minutes, .. message is null ? (string[])[] : [message]];
            plan.Change(
                "schedule reboot",
                null,
                minutes == "1" ? $"in a minute, {why}" : $"in {minutes} minutes, {why}",
                (system, stop) => SystemTool.RunAsync(system, stop, arguments));
        }
    }

    /// <summary>Why a reboot is needed; <see langword="null"/> where it is not.</summary>
    private static async ValueTask<string?> WhyAsync(RebootResource want, ISystemReader system, CancellationToken cancel)
    {
        if (want.Always)
        {
            return "as declared";
        }

        if (want.NeededIf is { } command)
        {
            if (command.ArgumentsError is { } fault)
            {
                throw new ProviderException($"NeededIf cannot be run: {fault}");
            }

            return (await system.QueryAsync(new ProcessRequest(command.ToArguments()) { User = want.Common.User }, cancel).ConfigureAwait(false)).Succeeded ? $"because of {command}" : null;
        }

        return await system.StatAsync(Required, follow: true, cancel).ConfigureAwait(false) is not null ? $"because of {Required}" : null;
    }

    /// <summary>Reboots, and waits to be ended with everything else: nothing below may begin.</summary>
    private static async ValueTask RebootAsync(ISystem system, string? message, CancellationToken cancel)
    {
        string[] arguments = ["systemctl", .. message is null ? (string[])[] : ["--message=" + message], "reboot"];
        await SystemTool.RunAsync(system, cancel, arguments).ConfigureAwait(false);
        for (var waited = TimeSpan.Zero; ; waited += Pause)
        {
            // As an effect, though it only reads: in a plan, where nothing was started, it must not ask the host, and gets no answer.
            var state = await system.RunAsync(SystemTool.Request(["systemctl", "is-system-running"]), cancel).ConfigureAwait(false);
            if (state.Output.Length == 0 && state.Succeeded)
            {
                return;
            }

            if (waited >= Patience)
            {
                throw new ProviderException($"The host did not go down within {Patience.TotalMinutes:0} minutes after systemctl reboot. systemctl list-jobs tells what it waits for.");
            }

            await Task.Delay(Pause, cancel).ConfigureAwait(false);
        }
    }
}
