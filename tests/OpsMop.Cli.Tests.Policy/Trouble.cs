namespace OpsMop.CommandLine.Tests;

/// <summary>Does what the tests ask for.</summary>
public sealed partial class Trouble : Role
{
    /// <summary>Where to.</summary>
    public string Folder { get; set; } = "";

    /// <summary>Whether a command fails.</summary>
    public bool Fails { get; set; }

    /// <summary>Whether the policy is wrong.</summary>
    public bool IsInvalid { get; set; }

    /// <summary>Whether the policy's own code throws.</summary>
    public bool Throws { get; set; }

    /// <summary>A command to run for a while, with the file it leaves; a second file is declared after it.</summary>
    public int SleepSeconds { get; set; }

    public override void Define(Host host)
    {
        if (Fails)
        {
            host.Shell($"echo some output; echo some trouble >&2; exit 3");
            host.File($"{Folder}/never").Content("x");
        }

        if (IsInvalid)
        {
            host.File("relative/path").Content("x");
        }

        if (Throws)
        {
            throw new InvalidOperationException("thrown by the policy");
        }

        if (SleepSeconds > 0)
        {
            host.Shell($"touch {Folder}/begun; sleep {SleepSeconds}; touch {Folder}/slept").Creates($"{Folder}/slept");
            host.File($"{Folder}/after").Content("x");
        }
    }
}
