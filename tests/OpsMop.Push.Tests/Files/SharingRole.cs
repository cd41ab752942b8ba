namespace OpsMop.Push.Tests.Files;

/// <summary>A role that a test writes where it needs it.</summary>
internal sealed class SharingRole(Action<SharedFiles>? share = null, Action<Host>? define = null) : Role
{
    public override IReadOnlyList<Variable> Variables => [];

    public override void ShareFiles(SharedFiles files) => share?.Invoke(files);

    public override void Define(Host host) => define?.Invoke(host);
}
