using System.Collections;
using OpsMop.Engine.Processes;

namespace OpsMop.Push.Agents;

/// <summary>Publishes a policy as an agent, with the SDK of this machine.</summary>
/// <param name="project">The project.</param>
/// <param name="dotnet">The program <c>dotnet</c>.</param>
/// <param name="linker">The linker for native programs; <see langword="null"/> where there is none.</param>
internal sealed class AgentPublisher(AgentProject project, string dotnet, string? linker)
{
    /// <summary>Part of what an agent depends on: to be raised when the recipe below changes.</summary>
    public const string Recipe = "2";

    // A build that has hung says nothing; the slowest machine is done in less.
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(30);

    // Properties that the project alone must have: given on the command line they would reach the projects that it references, such as an analyzer for netstandard2.0,
    // whose build they break. The SDK reads this file in each of them, after the project's own text and before it takes its decisions.
    private const string Hook = """
        <Project>
          <PropertyGroup Condition="'$(MSBuildProjectFullPath)' == '$(OpsMopAgentProject)' or '$(EntryPointFilePath)' == '$(OpsMopAgentProject)'">
            <OpsMopAgentBuild>true</OpsMopAgentBuild>
            <TargetFramework Condition="'$(OpsMopAgentFramework)' != ''">$(OpsMopAgentFramework)</TargetFramework>
          </PropertyGroup>
          <PropertyGroup Condition="'$(OpsMopAgentBuild)' == 'true'">
            <SelfContained>true</SelfContained>
            <PublishReadyToRun>false</PublishReadyToRun>
            <!-- A host has no data of cultures, nobody debugs there, and nobody reads its counters. -->
            <InvariantGlobalization>true</InvariantGlobalization>
            <SatelliteResourceLanguages>en</SatelliteResourceLanguages>
            <DebuggerSupport>false</DebuggerSupport>
            <EventSourceSupport>false</EventSourceSupport>
            <GenerateDocumentationFile>false</GenerateDocumentationFile>
            <PublishDocumentationFiles>false</PublishDocumentationFiles>
            <PublishReferencesDocumentationFiles>false</PublishReferencesDocumentationFiles>
            <OptimizationPreference>Size</OptimizationPreference>
            <ConcurrentGarbageCollection>false</ConcurrentGarbageCollection>
            <!-- Most runs need one thread, and the agent asks for more when it does. -->
            <ThreadPoolMinThreads>1</ThreadPoolMinThreads>
          </PropertyGroup>
          <PropertyGroup Condition="'$(OpsMopAgentBuild)' == 'true' and '$(OpsMopAgentKind)' == 'native'">
            <PublishAot>true</PublishAot>
            <PublishTrimmed>true</PublishTrimmed>
            <PublishSingleFile>false</PublishSingleFile>
            <IlcTreatWarningsAsErrors>true</IlcTreatWarningsAsErrors>
          </PropertyGroup>
          <PropertyGroup Condition="'$(OpsMopAgentBuild)' == 'true' and '$(OpsMopAgentKind)' != 'native'">
            <PublishAot>false</PublishAot>
            <PublishTrimmed>false</PublishTrimmed>
            <PublishSingleFile>true</PublishSingleFile>
            <IncludeNativeLibrariesForSelfExtract>true</IncludeNativeLibrariesForSelfExtract>
            <!-- It is compressed once for the way, not taken apart at every start. -->
            <EnableCompressionInSingleFile>false</EnableCompressionInSingleFile>
          </PropertyGroup>
          <PropertyGroup Condition="'$(OpsMopAgentBuild)' == 'true' and '$(OpsMopAgentKind)' == 'trimmed'">
            <PublishTrimmed>true</PublishTrimmed>
            <ILLinkTreatWarningsAsErrors>true</ILLinkTreatWarningsAsErrors>
          </PropertyGroup>
        </Project>

        """;

    /// <summary>Whether a build could succeed at all, before anything is tried; <see langword="null"/> if so, else why not.</summary>
    /// <param name="platform">What it would be for.</param>
    /// <param name="kind">How.</param>
    /// <param name="linker">The linker for native programs; <see langword="null"/> where there is none.</param>
    public static string? WhyNot(AgentPlatform platform, AgentKind kind, string? linker) =>
        kind != AgentKind.Native ? null
        : platform != AgentPlatform.OfThisMachine ? $"a native program for {platform} is compiled on {platform}"
        : linker is null ? "a native program is linked by clang or gcc, and neither is installed"
        : null;

    /// <summary>The linker of this machine; <see langword="null"/> where there is none.</summary>
    public static string? FindLinker() => Installed("clang") ?? Installed("gcc");

    /// <summary>The SDK's program: that which runs this process, or the one that a shell would find; <see langword="null"/> where there is none.</summary>
    public static string? FindDotnet()
    {
        var running = Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? Environment.ProcessPath;
        return running is not null && Path.GetFileName(running) == "dotnet" && File.Exists(running) ? running
            : Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } root && File.Exists(Path.Combine(root, "dotnet")) ? Path.Combine(root, "dotnet")
            : Installed("dotnet");
    }

    /// <summary>Builds it.</summary>
    /// <param name="platform">What for.</param>
    /// <param name="kind">How.</param>
    /// <param name="folder">A folder for the build, which nobody else uses at the same time.</param>
    /// <param name="cancel">Ends the build and all its processes.</param>
    public async Task<PublishResult> PublishAsync(AgentPlatform platform, AgentKind kind, string folder, CancellationToken cancel)
    {
        var output = Path.Combine(folder, "out");
        if (Directory.Exists(output))
        {
            Directory.Delete(output, recursive: true);
        }

        var hook = Path.Combine(folder, "agent.targets");
        await File.WriteAllTextAsync(hook, Hook, cancel).ConfigureAwait(false);
        var result = await ProcessRunner.RunAsync(
            new ProcessStart
            {
                Program = dotnet,
                Arguments = ["dotnet", .. Arguments(platform, kind, hook, Path.Combine(folder, kind == AgentKind.Native ? "native" : "managed"), output)],
                Environment = Surroundings(),
                Directory = Path.GetDirectoryName(project.File) ?? "/",
                Timeout = Limit,
            },
            cancel).ConfigureAwait(false);
        if (result.TimedOut)
        {
            return new PublishResult(PublishFailure.Toolchain, "", $"the build did not end within {Limit.TotalMinutes} minutes");
        }

        if (result.ExitCode != 0)
        {
            return Failed(result.Output + result.Error);
        }

        var program = Path.Combine(output, project.Assembly);
        return File.Exists(program)
            ? new PublishResult(PublishFailure.None, program, "")
            : new PublishResult(PublishFailure.Toolchain, "", $"the build has left no program {project.Assembly}. Does the project set UseAppHost, or its output folder?");
    }

    /// <summary>What a failed build means.</summary>
    /// <param name="text">What it has printed.</param>
    internal static PublishResult Failed(string text)
    {
        var failure = PublishFailure.Toolchain;
        var reason = "";
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            // FILE(LINE,COLUMN): error CODE: MESSAGE [PROJECT]
            var at = line.IndexOf("error ", StringComparison.Ordinal);
            var colon = at < 0 ? -1 : line.IndexOf(':', at);
            var code = colon < 0 ? "" : line[(at + 6)..colon].Trim();
            if (code.Length is 0 or > 12 || code.Contains(' '))
            {
                continue;
            }

            var kind = KindOf(code, line);
            if (reason.Length == 0 || kind == PublishFailure.Code && failure != PublishFailure.Code)
            {
                (failure, reason) = (kind, Shorten(line));
            }
        }

        // Without an SDK, dotnet itself answers, in sentences.
        return reason.Length > 0
            ? new PublishResult(failure, "", reason)
            : new PublishResult(PublishFailure.Toolchain, "", text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries).LastOrDefault() ?? "dotnet publish said nothing");
    }

    // IL: of the linker and the native compiler, and of their analyzers in the compiler.
    private static PublishFailure KindOf(string code, string line) =>
        code.StartsWith("IL", StringComparison.Ordinal) ? PublishFailure.NotTrimmable
        : code.StartsWith("CS", StringComparison.Ordinal) || code.StartsWith("OPM", StringComparison.Ordinal) ? PublishFailure.Code
        : line.Contains("Microsoft.NETCore.App.Runtime.", StringComparison.Ordinal) && !line.Contains("NativeAOT", StringComparison.OrdinalIgnoreCase) ? PublishFailure.NoRuntime
        : PublishFailure.Toolchain;

    private static string Shorten(string line)
    {
        var project = line.LastIndexOf(" [", StringComparison.Ordinal);
        var text = project > 0 && line.EndsWith(']') ? line[..project] : line;
        return text.Length <= 500 ? text : text[..500] + "…";
    }

    private List<string> Arguments(AgentPlatform platform, AgentKind kind, string hook, string artifacts, string output)
    {
        List<string> arguments =
        [
            "publish", project.File, "-c", "Release", "-r", platform.Name, "-nologo", "-v", "quiet",
            // Folders of its own: the project's bin and obj are left alone, and so are those of the projects that it references.
            "--artifacts-path", artifacts, "-o", output,
            .. project.Properties.Select(static property => "-p:" + property),
            Property("BeforeTargetFrameworkInferenceTargets", hook),
            Property("OpsMopAgentProject", project.File),
            Property("OpsMopAgentKind", kind switch { AgentKind.Native => "native", AgentKind.Trimmed => "trimmed", _ => "whole" }),
            // The policy has been checked when it was built, and it is again before anything runs.
            Property("OpsMopCheckModel", "false"),
            Property("DebugType", "none"),
            Property("DebugSymbols", "false"),
            // A compiler that stays would hold on to what it was started with.
            Property("UseSharedCompilation", "false"),
        ];
        if (project.HasManyFrameworks)
        {
            arguments.AddRange(["-f", project.Framework!]);
        }
        else if (project.Framework is { } framework)
        {
            arguments.Add(Property("OpsMopAgentFramework", framework));
        }

        if (kind == AgentKind.Native && linker is not null && Path.GetFileName(linker) != "clang")
        {
            arguments.Add(Property("CppCompilerAndLinker", Path.GetFileName(linker)));
        }

        return arguments;
    }

    /// <summary>The environment, without what the build that has started us has put there for its own processes.</summary>
    private static List<string> Surroundings()
    {
        var variables = new List<string>();
        foreach (DictionaryEntry variable in Environment.GetEnvironmentVariables())
        {
            var name = (string)variable.Key;
            if (!name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase) && name is not ("DOTNET_CLI_USE_MSBUILD_SERVER" or "DOTNET_CLI_UI_LANGUAGE" or "DOTNET_NOLOGO"))
            {
                variables.Add($"{name}={variable.Value}");
            }
        }

        return [.. variables, "MSBUILDDISABLENODEREUSE=1", "DOTNET_CLI_UI_LANGUAGE=en", "DOTNET_NOLOGO=1"];
    }

    private static string Property(string name, string value)
    {
        // What MSBuild would take apart.
        foreach (var special in "%;,$@'()*?")
        {
            value = value.Replace(special.ToString(), $"%{(int)special:X2}", StringComparison.Ordinal);
        }

        return $"-p:{name}={value}";
    }

    private static string? Installed(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':').Where(static folder => folder.StartsWith('/')).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
}
