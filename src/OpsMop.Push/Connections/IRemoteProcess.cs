namespace OpsMop.Push.Connections;

/// <summary>A process on a host, at the other end of a connection.</summary>
internal interface IRemoteProcess : IAsyncDisposable
{
    /// <summary>What stands in its greeting after <see cref="Greeting.Mark"/>.</summary>
    string Greeting { get; }

    /// <summary>Its standard input. Closing it tells the process that nothing more will come.</summary>
    Stream Input { get; }

    /// <summary>Its standard output, from the line after the greeting. The end of the stream is the end of the process or of the connection.</summary>
    Stream Output { get; }

    /// <summary>What it has printed on its standard error so far, the last 16 KiB of it, without prompts for passwords.</summary>
    string ErrorText { get; }

    /// <summary>
    /// Ends with the process, when all that it printed has been read from the connection: with its exit code, or with <see langword="null"/> where the connection broke
    /// and nobody knows.
    /// </summary>
    Task<int?> Exited { get; }

    /// <summary>Ends the connection at once. What runs on the host finds its standard streams closed.</summary>
    void Kill();
}
