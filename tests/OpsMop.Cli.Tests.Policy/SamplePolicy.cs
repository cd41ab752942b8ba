namespace OpsMop.CommandLine.Tests;

/// <summary>A policy that the tests run as a process, and in process.</summary>
public sealed partial class SamplePolicy : Policy
{
    /// <summary>The folder that everything is written below.</summary>
    public string Folder { get; set; } = "/tmp/opsmop-sample";

    public override void Compose(Roles roles)
    {
        roles.Add<Greeting>(role => role.Folder = Folder);
        roles.Add<Trouble>(role => role.Folder = Folder);
    }
}
