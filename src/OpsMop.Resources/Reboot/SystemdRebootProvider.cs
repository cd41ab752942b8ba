using System.Globalization;

namespace OpsMop;

/// <summary>Reboots with <c>shutdown</c> and <c>systemctl</c>, where systemd runs the host.</summary>
[Provider<RebootResource>("systemd", Platforms = ["systemd"], Default = true, Proof = Proof.RealHost)]
public sealed class SystemdRebootProvider : Provider<RebootResource>
{
    private static readonly AbsolutePath Required = "/run/reboot-required";
    private static readonly AbsolutePath Scheduled = "/run/systemd/shutdown/scheduled";

    /// <summary>How long the signal that ends everything takes from the first process to the last.</summary>
    internal static TimeSpan Grace { get; set; } = TimeSpan.FromSeconds(2);

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

            var answer = await system.QueryAsync(new ProcessRequest(command.ToArguments()) { User = want.Common.User }, cancel).ConfigureAwait(false);
            return answer.Succeeded ? $"because of {command}" : null;
        }

        return await system.StatAsync(Required, follow: true, cancel).ConfigureAwait(false) is not null ? $"because of {Required}" : null;
    }

    /// <summary>Reboots, and waits to be ended with everything else: nothing below may begin.</summary>
    private static async ValueTask RebootAsync(ISystem system, string? message, CancellationToken cancel)
    {
        string[] arguments = ["systemctl", .. message is null ? (string[])[] : ["--message=" + message], "reboot"];
        await SystemTool.RunAsync(system, cancel, arguments).ConfigureAwait(false);

        // A child that does nothing is ended by systemd together with the agent, who is only told to stop after the running change. So this change ends with the child,
        // and the run with this change. In a plan there is no child, and the answer is zero.
        var child = await system.RunAsync(ProcessRequest.Shell("sleep 300; exit 3"), cancel).ConfigureAwait(false);
        if (child.ExitCode == 3)
        {
            throw new ProviderException("The host did not go down within 5 minutes after systemctl reboot. systemctl list-jobs tells what it waits for.");
        }

        if (!child.Succeeded)
        {
            await Task.Delay(Grace, cancel).ConfigureAwait(false);
        }
    }
}
