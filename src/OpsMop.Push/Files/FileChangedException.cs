namespace OpsMop.Push.Files;

/// <summary>A file of the controller is no longer what the push began with.</summary>
/// <param name="path">The file.</param>
internal sealed class FileChangedException(string path)
    : ProviderException($"{path} has changed on the controller since the push began, and nothing of it is put in place. Leave the files alone while a push runs, and run it again.");
