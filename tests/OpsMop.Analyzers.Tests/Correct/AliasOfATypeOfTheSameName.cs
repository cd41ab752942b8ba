// A type that has the name of one of ours, and an alias that tells them apart.
using Contoso;
[assembly: ResourceAlias(typeof(NoteFile), "note-file")]

namespace Contoso
{
    /// <summary>A file of notes.</summary>
    [ResourceType("file")]
    internal sealed partial class NoteFile : Resource
    {
        [Key]
        public string Note { get; }
    }

    [Provider<NoteFile>("any", Default = true)]
    internal sealed class NoteProvider : Provider<NoteFile>
    {
        public override ValueTask PlanAsync(NoteFile want, Plan plan, CancellationToken cancel) => default;
    }
}

internal sealed partial class Desk : Role
{
    public override void Define(Host host) => host.NoteFile("todo").Tags("desk");
}
