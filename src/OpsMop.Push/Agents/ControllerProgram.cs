using System.Reflection;
using System.Runtime.CompilerServices;

namespace OpsMop.Push.Agents;

/// <summary>The program that runs here, as far as an agent can be made of it.</summary>
internal sealed record ControllerProgram
{
    /// <summary>The name of its assembly.</summary>
    public required string Name { get; init; }

    /// <summary>The folder that it lies in.</summary>
    public required string Folder { get; init; }

    /// <summary>The file, where the whole program is one: it can be an agent itself. <see langword="null"/> for a build output that <c>dotnet</c> runs.</summary>
    public string? OneFile { get; init; }

    /// <summary>The source file of a file-based app; <see langword="null"/> for a program with a project.</summary>
    public string? SourceFile { get; init; }

    /// <summary>The program of this process.</summary>
    public static ControllerProgram OfProcess() => new()
    {
        Name = Assembly.GetEntryAssembly()?.GetName().Name ?? "policy",
        Folder = AppContext.BaseDirectory,

        // The host program of a bundle says by this property where in itself the assemblies are.
        OneFile = !RuntimeFeature.IsDynamicCodeSupported || AppContext.GetData("BUNDLE_PROBE") is not null ? Environment.ProcessPath : null,
        SourceFile = AppContext.GetData("EntryPointFilePath") as string,
    };
}
