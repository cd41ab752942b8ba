namespace OpsMop;

/// <summary>Copies files to the machine that runs the policy, and writes only what differs.</summary>
[Provider<FetchResource>("any", Default = true, Proof = Proof.RealHost)]
public sealed class FetchProvider : Provider<FetchResource>
{
    private static readonly UnixMode FileMode = UnixMode.FromBits(0b110_000_000);
    private static readonly UnixMode FolderMode = UnixMode.FromBits(0b111_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(FetchResource want, Plan plan, CancellationToken cancel)
    {
        switch (await plan.System.StatAsync(want.Path, follow: true, cancel).ConfigureAwait(false))
        {
            case null when want.Optional:
                return;
            case null:
                throw new ProviderException($"There is no file {want.Path} on this host. Correct the path, or add .Optional() if it may be missing.");
            case { IsFile: false }:
                throw new ProviderException($"{want.Path} is no file. Name each file that is to be fetched.");
        }

        // What it holds may be secret: it is shown to nobody.
        var content = FileContent.FromBytes(await plan.System.ReadAsync(want.Path, cancel).ConfigureAwait(false), secret: true);
        if (plan.Controller is { } controller)
        {
            await PlanDistantAsync(want, plan, controller, content, cancel).ConfigureAwait(false);
            return;
        }

        var have = await plan.System.StatAsync(want.To, follow: false, cancel).ConfigureAwait(false);
        if (have is { IsDirectory: true })
        {
            throw new ProviderException($"{want.To} is a directory. Give the file's name too: .To(\"{want.To / want.Path.Name}\").");
        }

        if (have is not { IsFile: true } || !await plan.System.HasContentAsync(want.To, content, cancel).ConfigureAwait(false))
        {
            await PlanFoldersAsync(want, plan, cancel).ConfigureAwait(false);
            plan.Change(
                "fetch",
                have is null ? null : have.IsLink ? "a link" : FileWriting.Size(have.Size),
                $"{want.To}, {FileWriting.Size(content.Bytes!.Value.Length)}",
                (system, stop) => system.WriteAsync(want.To, content, new FileMetadata(FileMode), stop));
        }
        else if (have.Mode != FileMode)
        {
            plan.Change("chmod", have.Mode, FileMode, (system, stop) => system.SetModeAsync(want.To, FileMode, stop));
        }
    }

    /// <summary>The controller is another machine: it makes the folders, and only it knows what is there.</summary>
    private static async ValueTask PlanDistantAsync(FetchResource want, Plan plan, IControllerFiles controller, FileContent content, CancellationToken cancel)
    {
        var bytes = content.Bytes!.Value;
        if (!await controller.HasAsync(want.To, Sha256.Of(bytes.Span), cancel).ConfigureAwait(false))
        {
            plan.ChangeElsewhere("fetch", $"{want.To}, {FileWriting.Size(bytes.Length)}", stop => controller.WriteAsync(want.To, content, stop));
        }
    }

    private static async ValueTask PlanFoldersAsync(FetchResource want, Plan plan, CancellationToken cancel)
    {
        var missing = new Stack<AbsolutePath>();
        var above = want.To.Parent;
        while (!above.IsRoot && await plan.System.StatAsync(above, follow: true, cancel).ConfigureAwait(false) is null)
        {
            missing.Push(above);
            above = above.Parent;
        }

        foreach (var folder in missing)
        {
            plan.Change("create", null, folder, (system, stop) => system.CreateDirectoryAsync(folder, new FileMetadata(FolderMode), stop));
        }
    }
}
