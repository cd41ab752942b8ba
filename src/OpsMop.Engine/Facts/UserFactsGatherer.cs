using System.Text;
using System.Text.Json;
using OpsMop.Engine.Data;

namespace OpsMop.Engine.Facts;

/// <summary>
/// Reads the <c>facts.d</c> folders. What they say steers what root does, so nothing is believed, and nothing run, that anybody
/// but root and the agent's own user could have put there.
/// </summary>
internal static class UserFactsGatherer
{
    private static readonly TimeSpan s_programTime = TimeSpan.FromSeconds(10);

    public static async ValueTask<UserFacts> GatherAsync(ISystemReader system, HostFactsOptions options)
    {
        // The strictest case where nobody can say.
        string user = options.User ?? await system.AskAsync("id", "-un").ConfigureAwait(false) ?? "root";
        IReadOnlyList<AbsolutePath> folders = options.UserFactsFolders ?? await DefaultFoldersAsync(system, user).ConfigureAwait(false);
        var facts = new Dictionary<string, JsonElement>(StringComparer.Ordinal);
        foreach (AbsolutePath folder in folders)
        {
            foreach ((string name, JsonElement value) in await ReadFolderAsync(system, folder, user).ConfigureAwait(false))
            {
                facts[name] = value;
            }
        }

        return new UserFacts(facts);
    }

    private static async ValueTask<IReadOnlyList<AbsolutePath>> DefaultFoldersAsync(ISystemReader system, string user)
    {
        AbsolutePath machine = "/etc/opsmop/facts.d";
        UserAccount? account = await system.FindUserAsync(user).ConfigureAwait(false);
        AbsolutePath home = account?.Home;
        return home is { IsGiven: true, Error: null } ? [machine, home / ".opsmop/facts.d"] : [machine];
    }

    private static async ValueTask<List<(string Name, JsonElement Value)>> ReadFolderAsync(ISystemReader system, AbsolutePath folder, string user)
    {
        if (await system.StatAsync(folder).ConfigureAwait(false) is not { } status)
        {
            return [];
        }

        if (!status.IsDirectory)
        {
            throw new SystemFaultException(
                SystemFault.WrongKind,
                folder.Value,
                $"{folder} holds the user facts and has to be a directory of its own, neither a link to one nor a file.");
        }

        await RefuseFoldersOfOthersAsync(system, folder, user).ConfigureAwait(false);
        var found = new List<(string Name, JsonElement Value)>();
        var sources = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (string file in await system.ListAsync(folder).ConfigureAwait(false))
        {
            // Hidden files and what editors leave behind are nobody's facts.
            if (file[0] == '.' || file[^1] == '~')
            {
                continue;
            }

            AbsolutePath path = folder / file;
            if (await ReadFileAsync(system, path, user).ConfigureAwait(false) is { } value)
            {
                string name = file.LastIndexOf('.') is > 0 and var dot ? file[..dot] : file;
                if (!sources.TryAdd(name, file))
                {
                    throw new SystemFaultException(
                        SystemFault.Other,
                        path.Value,
                        $"{folder} states the fact '{name}' twice, in {sources[name]} and in {file}; remove one of them.");
                }

                found.Add((name, value));
            }
        }

        return found;
    }

    private static async ValueTask<JsonElement?> ReadFileAsync(ISystemReader system, AbsolutePath path, string user)
    {
        FileStatus? status = await system.StatAsync(path).ConfigureAwait(false);
        bool json = path.Name.EndsWith(".json", StringComparison.Ordinal);
        bool yaml = path.Name.EndsWith(".yaml", StringComparison.Ordinal) || path.Name.EndsWith(".yml", StringComparison.Ordinal);
        if (status is { IsLink: true })
        {
            // The target would have to be trusted with every folder above it; nobody needs that here.
            throw new SystemFaultException(
                SystemFault.BadLink,
                path.Value,
                $"{path} is a symbolic link, which a facts.d folder must not hold; put the file itself there.");
        }

        bool program = !json && !yaml && status is { IsFile: true } && (status.Mode.Bits & 0b001_001_001) != 0;
        if (status is not { IsFile: true } || !(json || yaml || program))
        {
            return null;
        }

        RefuseThatOfOthers(path, status, user, sticky: false);
        try
        {
            if (program)
            {
                return await RunAsync(system, path).ConfigureAwait(false);
            }

            ReadOnlyMemory<byte> content = await system.ReadAsync(path).ConfigureAwait(false);
            return json ? JsonData.Parse(content.Span, path.Value) : YamlData.Parse(Encoding.UTF8.GetString(content.Span), path.Value).Root;
        }
        catch (DataFileException exception)
        {
            throw new SystemFaultException(SystemFault.Other, path.Value, program ? $"{path} did not print JSON: {exception.Message}" : exception.Message, exception);
        }
    }

    private static async ValueTask<JsonElement> RunAsync(ISystemReader system, AbsolutePath path)
    {
        ProcessResult result = await system.QueryAsync(new ProcessRequest([path.Value]) { Timeout = s_programTime }).ConfigureAwait(false);
        if (result.TimedOut)
        {
            throw new SystemFaultException(SystemFault.Other, path.Value, $"{path} printed no facts within {s_programTime.TotalSeconds:0} seconds and was ended.");
        }

        if (!result.Succeeded)
        {
            string said = result.Error.Trim();
            throw new SystemFaultException(
                SystemFault.Other,
                path.Value,
                $"{path} ended with exit code {result.ExitCode}{(said.Length > 0 ? $": {said}" : " and said nothing on standard error.")}");
        }

        if (result.DroppedBytes > 0)
        {
            throw new SystemFaultException(SystemFault.Other, path.Value, $"{path} printed more than a mebibyte; facts are smaller than that.");
        }

        return JsonData.Parse(Encoding.UTF8.GetBytes(result.Output), "its output");
    }

    /// <summary>Whoever may write to a folder on the way can put another in place of what is below it.</summary>
    private static async ValueTask RefuseFoldersOfOthersAsync(ISystemReader system, AbsolutePath folder, string user)
    {
        for (AbsolutePath at = folder; at.IsGiven; at = at.Parent)
        {
            // The folder itself must not be a link; /etc is one on macOS, made by the system.
            if (await system.StatAsync(at, follow: at != folder).ConfigureAwait(false) is { } status)
            {
                RefuseThatOfOthers(at, status, user, sticky: at != folder);
            }
        }
    }

    private static void RefuseThatOfOthers(AbsolutePath path, FileStatus status, string user, bool sticky)
    {
        // In a sticky folder such as /tmp nobody can replace what another owns.
        bool guarded = sticky && status.Mode.IsSticky;
        string? problem = null;
        if (status.Owner is not ("root" or "0") && status.Owner != user)
        {
            problem = $"belongs to {status.Owner}";
        }
        else if (status.Mode.IsWorldWritable && !guarded)
        {
            problem = $"may be written by everybody (mode {status.Mode})";
        }
        else if (user == "root" && (status.Mode.Bits & 0x10) != 0 && status.Group is not ("root" or "wheel" or "0") && !guarded)
        {
            problem = $"may be written by the group {status.Group} (mode {status.Mode})";
        }

        if (problem is not null)
        {
            string owners = user == "root" ? "root" : $"root or {user}";
            string mend = problem.StartsWith("belongs", StringComparison.Ordinal) ? $"chown {(user == "root" ? "root" : user)} {path}" : $"chmod go-w {path}";
            throw new SystemFaultException(
                SystemFault.PermissionDenied,
                path.Value,
                $"{path} {problem}, so its facts cannot be trusted: only {owners} may be able to change them. To mend it: {mend}");
        }
    }
}
