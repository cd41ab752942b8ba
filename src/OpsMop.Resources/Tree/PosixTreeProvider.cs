using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Copies directory trees on any POSIX system.</summary>
[Provider<TreeResource>("posix", Default = true, Proof = Proof.RealHost)]
public sealed class PosixTreeProvider : Provider<TreeResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(TreeResource want, Plan plan, CancellationToken cancel)
    {
        if (want.Delete && SystemDirectories.Contains(want.Path.Value))
        {
            throw new ProviderException($"{want.Path} is a directory that the system stands on, and nothing is deleted in it. Take .Delete() away, or name the directory in it that is yours.");
        }

        var copy = new TreeCopy(want, plan);
        if (want.From is { IsGiven: true } from)
        {
            var (root, entries) = await TreeSource.OfHostAsync(from, plan, cancel).ConfigureAwait(false);
            await copy.PlanAsync(root.Mode, entries, cancel).ConfigureAwait(false);
        }
        else
        {
            await copy.PlanAsync(null, TreeSource.OfPolicy(want.Source!.Value, plan), cancel).ConfigureAwait(false);
        }
    }
}
