using System.Text.Json;
using OpsMop.Engine;
using OpsMop.Engine.Data;
using OpsMop.Engine.Variables;

namespace OpsMop.CommandLine;

/// <summary>Reads <c>--set role.name=value</c> and <c>--set @file.yaml</c>, in the order in which they stand.</summary>
internal static class SettingsReader
{
    /// <summary>The rule of a data file that cannot be read.</summary>
    private const string UnreadableFile = "OPM6006";

    /// <summary>Reads them.</summary>
    /// <param name="policy">The policy, whose variables stand beside its roles in a file.</param>
    /// <param name="arguments">The arguments of <c>--set</c>.</param>
    /// <param name="currentDirectory">The directory that files are relative to.</param>
    /// <exception cref="FormatException">An argument is no <c>name=value</c>.</exception>
    /// <exception cref="InvalidPolicyException">A file cannot be read or understood.</exception>
    public static IReadOnlyList<VariableSetting> Read(Policy policy, IReadOnlyList<string> arguments, string currentDirectory)
    {
        var settings = new List<VariableSetting>(arguments.Count);
        foreach (var argument in arguments)
        {
            if (argument.StartsWith('@'))
            {
                settings.AddRange(ReadFile(policy, argument[1..], currentDirectory));
            }
            else
            {
                settings.Add(VariableSetting.Parse(argument));
            }
        }

        return settings;
    }

    private static IEnumerable<VariableSetting> ReadFile(Policy policy, string file, string currentDirectory)
    {
        YamlData data;
        try
        {
            data = YamlData.Parse(File.ReadAllText(Path.Combine(currentDirectory, file)), file);
        }
        catch (DataFileException exception)
        {
            throw Invalid(new SourceLocation(file, exception.Line), exception.Problem);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ArgumentException)
        {
            throw Invalid(
                new SourceLocation(file, 0),
                exception switch
                {
                    FileNotFoundException or DirectoryNotFoundException => $"The data file does not exist. A relative path is looked for in {currentDirectory}.",
                    UnauthorizedAccessException when Directory.Exists(Path.Combine(currentDirectory, file)) => "The data file is a directory.",
                    UnauthorizedAccessException => "The data file may not be read by this user.",
                    _ => $"The data file cannot be read: {exception.Message}",
                });
        }

        if (data.Root.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }

        if (data.Root.ValueKind != JsonValueKind.Object)
        {
            throw Invalid(new SourceLocation(file, 1), "A data file names roles, with their variables below them, and variables of the policy.");
        }

        foreach (var member in data.Root.EnumerateObject())
        {
            if (member.Value.ValueKind != JsonValueKind.Object || policy.Variables.Any(variable => Naming.Same(variable.Name, member.Name)))
            {
                yield return Setting(member.Name, member.Value);
                continue;
            }

            foreach (var variable in member.Value.EnumerateObject())
            {
                yield return Setting($"{member.Name}.{variable.Name}", variable.Value);
            }
        }

        VariableSetting Setting(string target, JsonElement value) => new(target, "") { Value = value, Location = new SourceLocation(file, data.LineOf(target)) };
    }

    private static InvalidPolicyException Invalid(SourceLocation location, string message) => new([new Finding(UnreadableFile, location, message)]);
}
