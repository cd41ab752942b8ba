namespace OpsMop;

/// <summary>Manages the repositories of dnf and yum in <c>/etc/yum.repos.d</c>.</summary>
[Provider<RepositoryResource>("yum", Platforms = ["dnf", "yum"], Default = true, Proof = Proof.Recorded)]
public sealed class YumRepositoryProvider : Provider<RepositoryResource>
{
    /// <inheritdoc/>
    public override ValueTask PlanAsync(RepositoryResource want, Plan plan, CancellationToken cancel) =>
        RpmRepository.PlanAsync(want, plan, RepositoryFiles.Yum(want.Repository), "yum", importKey: null, cancel);
}
