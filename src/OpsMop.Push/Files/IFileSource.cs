namespace OpsMop.Push.Files;

/// <summary>The controller, as an agent asks it for contents.</summary>
internal interface IFileSource
{
    /// <summary>Asks for a content that the manifest has.</summary>
    /// <param name="sha256">Its SHA-256, in small hexadecimal digits.</param>
    /// <param name="offset">How much of it is here already.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <returns>The rest of the content. Its reading fails with a <see cref="ProviderException"/> where the controller cannot give it, and with an <see cref="IOException"/> where the connection breaks.</returns>
    ValueTask<Stream> OpenAsync(string sha256, long offset, CancellationToken cancel);
}
