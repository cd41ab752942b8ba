namespace OpsMop;

/// <summary>A package in a file of the host.</summary>
internal static class PackageFile
{
    /// <summary>The version of the package in a file, which must be the one that is named.</summary>
    /// <param name="plan">Of the resource.</param>
    /// <param name="file">The file.</param>
    /// <param name="name">The package's name.</param>
    /// <param name="isNamed">Whether two names are of one package.</param>
    /// <param name="look">Asks which package is in it.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <exception cref="UnknownValueException">The file is only planned.</exception>
    public static async ValueTask<string> VersionAsync(
        Plan plan, AbsolutePath file, string name, Func<string, string, bool> isNamed,
        Func<ISystemReader, AbsolutePath, CancellationToken, ValueTask<(ProcessResult Result, string Name, string Version)>> look, CancellationToken cancel)
    {
        if (await plan.System.StatAsync(file, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException(
                $"There is no file {file} on this host, which {name} is to be installed from. Declare host.File(\"{file}\") above, or correct the path.");
        }

        var (result, found, version) = await look(plan.System, file, cancel).ConfigureAwait(false);
        if (!result.Succeeded || version.Length == 0)
        {
            // In a plan it may be there for us, and not for the programs of the host.
            if (!(await SystemTool.QueryAsync(plan.System, cancel, "test", "-e", file.Value).ConfigureAwait(false)).Succeeded)
            {
                throw new UnknownValueException(file.Value, "what brings it");
            }

            throw SystemTool.Failure($"{file} holds no package that can be read", result);
        }

        return isNamed(found, name)
            ? version
            : throw new ProviderException($"{file} holds the package {found}, not {name}. Declare it by that name, or correct the path.");
    }
}
