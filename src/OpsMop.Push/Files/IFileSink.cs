namespace OpsMop.Push.Files;

/// <summary>The controller, as an agent brings files to it.</summary>
internal interface IFileSink
{
    /// <summary>Whether a file is there with just that content.</summary>
    /// <param name="path">The file, on the controller.</param>
    /// <param name="sha256">The content's SHA-256, in small hexadecimal digits.</param>
    /// <param name="cancel">Gives it up.</param>
    ValueTask<bool> HasAsync(string path, string sha256, CancellationToken cancel);

    /// <summary>Brings a file, and returns when it is in its place.</summary>
    /// <param name="path">The file, on the controller.</param>
    /// <param name="size">Its size.</param>
    /// <param name="sha256">Its SHA-256, in small hexadecimal digits.</param>
    /// <param name="content">Its content.</param>
    /// <param name="cancel">Gives it up.</param>
    /// <exception cref="ProviderException">The controller cannot take it.</exception>
    ValueTask WriteAsync(string path, long size, string sha256, Stream content, CancellationToken cancel);
}
