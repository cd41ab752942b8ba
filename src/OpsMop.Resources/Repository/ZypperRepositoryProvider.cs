namespace OpsMop;

/// <summary>Manages the repositories of zypper in <c>/etc/zypp/repos.d</c>. A new key is made known to rpm, since zypper would ask for it.</summary>
[Provider<RepositoryResource>("zypper", Platforms = ["zypper"], Default = true, Proof = Proof.Recorded)]
public sealed class ZypperRepositoryProvider : Provider<RepositoryResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(RepositoryResource want, Plan plan, CancellationToken cancel) =>
        RpmRepository.PlanAsync(want, plan, RepositoryFiles.Zypper(want.Repository), "zypper", static file => $"rpm --import {file}", cancel);
}
