namespace OpsMop;

/// <summary>The controller's disk, as far as a host of a push may write to it. What is not below a folder that a role receives into is refused.</summary>
public interface IControllerFiles
{
    /// <summary>Whether a file of the controller has just a content already.</summary>
    /// <param name="path">The file, on the controller.</param>
    /// <param name="hash">The content's SHA-256.</param>
    /// <param name="cancel">Cancels the question.</param>
    /// <exception cref="ProviderException">No role of the host receives into such a folder.</exception>
    ValueTask<bool> HasAsync(AbsolutePath path, Sha256 hash, CancellationToken cancel = default);

    /// <summary>Writes a file of the controller, readable by its owner only. Folders that are missing are made.</summary>
    /// <param name="path">The file, on the controller.</param>
    /// <param name="content">What it gets.</param>
    /// <param name="cancel">Cancels the writing, which then leaves the file as it was.</param>
    /// <exception cref="ProviderException">No role of the host receives into such a folder, or it cannot be written there.</exception>
    ValueTask WriteAsync(AbsolutePath path, FileContent content, CancellationToken cancel = default);
}
