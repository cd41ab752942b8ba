using System.Security.Cryptography;
using System.Text;

namespace OpsMop.Push.Agents;

/// <summary>What the build of a policy has left beside it, so that an agent can be published from the same project (<c>OpsMop.targets</c>).</summary>
internal sealed record AgentProject
{
    /// <summary>What the name of the file ends with; the program's name stands before it.</summary>
    public const string Extension = ".opsmop-project";

    // What is published is a function of these: the compiled code, and what it is told when it starts.
    private static readonly string[] s_parts = ["*.dll", "*.deps.json", "*.runtimeconfig.json"];

    /// <summary>The project, or the source file of a file-based app.</summary>
    public required string File { get; init; }

    /// <summary>The name of the program.</summary>
    public required string Assembly { get; init; }

    /// <summary>The target framework of the agent, where the project has several to choose from, or another one is wanted; otherwise <see langword="null"/>.</summary>
    public string? Framework { get; init; }

    /// <summary>Whether the project itself has several frameworks.</summary>
    public bool HasManyFrameworks { get; init; }

    /// <summary>Properties that the agent's build is given, each as <c>NAME=value</c>.</summary>
    public IReadOnlyList<string> Properties { get; init; } = [];

    /// <summary>The version of the SDK that built the program, and its framework: what failed with these will fail again.</summary>
    public string Toolchain { get; init; } = "";

    /// <summary>A hash of all that an agent of this program depends on.</summary>
    public required string Fingerprint { get; init; }

    /// <summary>Reads what lies beside a program; <see langword="null"/> where nothing does, as beside a published one.</summary>
    /// <param name="program">The program.</param>
    public static AgentProject? Beside(ControllerProgram program)
    {
        var path = Path.Combine(program.Folder, program.Name + Extension);
        string text;
        try
        {
            text = System.IO.File.ReadAllText(path);
        }
        catch (Exception exception) when (exception is FileNotFoundException or DirectoryNotFoundException)
        {
            return null;
        }

        var values = text.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Select(static line => (Name: line.Split('=')[0], Value: line[(line.IndexOf('=') + 1)..]))
            .ToLookup(static line => line.Name, static line => line.Value, StringComparer.Ordinal);
        var framework = values["framework"].FirstOrDefault();
        var wanted = values["agent-framework"].FirstOrDefault();
        var hasMany = values["frameworks"].FirstOrDefault() is { Length: > 0 };
        return new AgentProject
        {
            File = program.SourceFile ?? values["project"].FirstOrDefault() ?? "",
            Assembly = values["assembly"].FirstOrDefault() ?? program.Name,
            Framework = wanted is { Length: > 0 } ? wanted : hasMany ? framework : null,
            HasManyFrameworks = hasMany,
            Properties = [.. values["property"]],
            Toolchain = $"{values["sdk"].FirstOrDefault()} {(wanted is { Length: > 0 } ? wanted : framework)}",
            Fingerprint = Hash(program.Folder, text),
        };
    }

    private static string Hash(string folder, string text)
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes(text));
        foreach (var file in s_parts.SelectMany(pattern => Directory.EnumerateFiles(folder, pattern)).Order(StringComparer.Ordinal))
        {
            hash.AppendData(Encoding.UTF8.GetBytes($"\n{Path.GetFileName(file)}\n"));
            using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
            hash.AppendData(SHA256.HashData(stream));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }
}
