namespace OpsMop.Engine.Facts;

/// <summary>Where the system whose facts are asked for is. It decides what may be asked besides its files.</summary>
public enum FactSource
{
    /// <summary>Anywhere: only what goes through the <see cref="ISystemReader"/> is asked.</summary>
    AnySystem,

    /// <summary>The machine that this process runs on: its own interfaces and architecture are asked of the kernel directly, no process is started for them.</summary>
    ThisMachine,

    /// <summary>The folder of an image (<c>--root</c>): its files count; the kernel and the network of the machine that builds it are not its own.</summary>
    Image,
}
