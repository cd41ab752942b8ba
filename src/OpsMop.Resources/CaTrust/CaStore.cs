using System.Text;

namespace OpsMop;

/// <summary>Where a distribution keeps the authorities that its owner has added, and how it makes its list of all of them.</summary>
/// <param name="Folder">The directory of the added ones.</param>
/// <param name="Extension">How their files end.</param>
/// <param name="Bundle">The list that programs read.</param>
/// <param name="Update">The command that makes it.</param>
/// <param name="UpdateAfterRemoval">The command that makes it when one has gone.</param>
internal sealed record CaStore(AbsolutePath Folder, string Extension, AbsolutePath Bundle, IReadOnlyList<string> Update, IReadOnlyList<string> UpdateAfterRemoval)
{
    private static readonly UnixMode Mode = UnixMode.FromBits(0b110_100_100);

    /// <summary>Debian's and what comes from it.</summary>
    public static CaStore Debian { get; } =
        new("/usr/local/share/ca-certificates", ".crt", "/etc/ssl/certs/ca-certificates.crt", ["update-ca-certificates"], ["update-ca-certificates", "--fresh"]);

    /// <summary>Alpine's.</summary>
    public static CaStore Alpine { get; } =
        new("/usr/local/share/ca-certificates", ".crt", "/etc/ssl/certs/ca-certificates.crt", ["update-ca-certificates"], ["update-ca-certificates"]);

    /// <summary>Fedora's, and Red Hat's.</summary>
    public static CaStore Fedora { get; } =
        new(
            "/etc/pki/ca-trust/source/anchors",
            ".pem",
            "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
            ["update-ca-trust", "extract"],
            ["update-ca-trust", "extract"]);

    /// <summary>SUSE's.</summary>
    public static CaStore Suse { get; } =
        new("/etc/pki/trust/anchors", ".pem", "/var/lib/ca-certificates/ca-bundle.pem", ["update-ca-certificates"], ["update-ca-certificates"]);

    /// <summary>All of them.</summary>
    public static IReadOnlyList<CaStore> All { get; } = [Debian, Fedora, Suse];

    /// <summary>The file of an authority.</summary>
    /// <param name="authority">Its name.</param>
    public AbsolutePath FileOf(string authority) => Folder / (authority + Extension);

    /// <summary>Adds what has to change.</summary>
    /// <param name="want">The authority.</param>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public async ValueTask PlanAsync(CaTrustResource want, Plan plan, CancellationToken cancel)
    {
        var path = FileOf(want.Authority);
        if (want.Absent)
        {
            if (await ManagedFile.PlanAbsenceAsync(plan, path, effects: null, cancel).ConfigureAwait(false))
            {
                AddUpdate(plan, UpdateAfterRemoval);
            }

            return;
        }

        if (await plan.System.StatAsync(Folder, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            throw new ProviderException($"There is no directory {Folder}: the host has no list of authorities. Declare host.Package(\"ca-certificates\") above.");
        }

        var pem = want.Content?.Reveal() ?? await ReadAsync(plan.OpenSource(want.Source!.Value), cancel).ConfigureAwait(false);
        if (PemCertificates.FaultOfAuthority(pem) is { } fault)
        {
            throw new ProviderException($"The certificate of {want.Authority} {fault}");
        }

        pem = pem.Trim() + "\n";
        var changes = await new ManagedFile(path, FileContent.FromText(pem), new FileMetadata(Mode, "root", "root")).PlanAsync(plan, cancel).ConfigureAwait(false);

        // A run that was cut off may have left the file without the list.
        if (changes || !await IsListedAsync(plan.System, pem, cancel).ConfigureAwait(false))
        {
            AddUpdate(plan, Update);
        }
    }

    private static void AddUpdate(Plan plan, IReadOnlyList<string> command) =>
        plan.Change("update list", null, null, (system, stop) => SystemTool.RunAsync(system, stop, command), new Effects().MayCreate("/etc/ssl/certs/*"));

    private async ValueTask<bool> IsListedAsync(ISystemReader system, string pem, CancellationToken cancel)
    {
        if (await system.StatAsync(Bundle, follow: true, cancel).ConfigureAwait(false) is null)
        {
            return false;
        }

        var wanted = PemCertificates.BodyOf(pem);
        var list = Encoding.UTF8.GetString((await system.ReadAsync(Bundle, cancel).ConfigureAwait(false)).Span);
        return PemCertificates.Bodies(list).Contains(wanted);
    }

    private static async ValueTask<string> ReadAsync(FileContent content, CancellationToken cancel)
    {
        var stream = await content.OpenAsync(cancel).ConfigureAwait(false);
        await using var _ = stream.ConfigureAwait(false);
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return await reader.ReadToEndAsync(cancel).ConfigureAwait(false);
    }
}
