using OpsMop.Engine.State;

namespace OpsMop.Engine.Plans;

/// <summary>
/// A plan that is kept, to be applied later just as it is or not at all. It holds no secret, but what is secret under a hash whose key it holds too: it is for nobody else's eyes, and its
/// file is 0600.
/// </summary>
public sealed record SavedPlan
{
    internal SavedPlan()
    {
    }

    /// <summary>The name of the plan, unlike that of any other. It is applied once.</summary>
    public required string Id { get; init; }

    /// <summary>The class of the policy.</summary>
    public required string Policy { get; init; }

    /// <summary>By what the build of the policy is known.</summary>
    public required string Build { get; init; }

    /// <summary>The host.</summary>
    public required string HostName { get; init; }

    /// <summary>The folder of the image that it is for; empty for the host itself.</summary>
    public string Image { get; init; } = "";

    /// <summary>When it was made.</summary>
    public required DateTimeOffset Made { get; init; }

    /// <summary>The tags that it is limited to; all resources where empty.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The seed of the chaos facts.</summary>
    public int Seed { get; init; }

    /// <summary>How many changes are in it for sure; what only the apply can tell is not among them.</summary>
    public int ChangeCount => Resources.Sum(resource => resource.Changes.Count);

    internal PlanKey Key { get; init; } = PlanKey.New();

    internal IReadOnlyList<SavedRole> Roles { get; init; } = [];

    /// <summary>The turns of resources, in order.</summary>
    internal IReadOnlyList<SavedResource> Resources { get; init; } = [];

    /// <summary>The procedures of which the plan does not know how they go on.</summary>
    internal IReadOnlyList<string> OpenRoles { get; init; } = [];

    /// <summary>Reads a plan.</summary>
    /// <param name="utf8">What <see cref="ToBytes"/> has given.</param>
    /// <exception cref="SavedPlanException">It is none, or not whole, or of a newer version.</exception>
    public static SavedPlan Parse(ReadOnlyMemory<byte> utf8) => SavedPlanFormat.Read(utf8, "the plan");

    /// <summary>Reads the file of a plan.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancel">Cancels the reading.</param>
    /// <exception cref="SavedPlanException">There is none, or it is none, or not whole, or of a newer version.</exception>
    public static async Task<SavedPlan> LoadAsync(string path, CancellationToken cancel = default)
    {
        try
        {
            return SavedPlanFormat.Read(await File.ReadAllBytesAsync(path, cancel).ConfigureAwait(false), path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new SavedPlanException(
                exception is FileNotFoundException or DirectoryNotFoundException ? $"There is no plan {path}. 'plan --out {path}' makes one." : $"The plan {path} cannot be read: {exception.Message}",
                exception);
        }
    }

    /// <summary>The plan as a file holds it: lines of JSON, which people may read.</summary>
    public byte[] ToBytes() => SavedPlanFormat.Write(this);

    /// <summary>Writes it to a file, 0600, in one step.</summary>
    /// <param name="path">The file; one that is there is replaced.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Save(string path) => StateFile.Replace(Path.GetFullPath(path), ToBytes());

    /// <summary>What it is for.</summary>
    public override string ToString() => $"plan {Id} of {Policy} for {HostName}";
}
