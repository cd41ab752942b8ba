namespace OpsMop.Push.Agents.Tests;

/// <summary>A policy's build output, a cache, and a program <c>dotnet</c> that does what a test tells it, all in a folder of their own.</summary>
internal sealed class AgentBench : IDisposable
{
    public AgentBench()
    {
        Folder = Directory.CreateTempSubdirectory("opsmop-agents-").FullName;
        foreach (var name in (string[])["out", "project", "bin"])
        {
            Directory.CreateDirectory(At(name));
        }

        File.WriteAllText(At("project", "Shop.csproj"), "<Project />");
        File.WriteAllText(At("out", "Shop.dll"), "the code");
        Sidecar("sdk=10.0.401");
        File.WriteAllBytes(At("native.elf"), ElfFile.Make(Machine, Loader, glibc: "2.34"));
        File.WriteAllBytes(At("managed.elf"), ElfFile.Make(Machine, Loader, bundleAt: 2_000_000, size: 2_100_000, glibc: "2.27"));
        Dotnet(Succeed);
    }

    /// <summary>A build that makes what was asked for.</summary>
    public const string Succeed = """case "$*" in *Kind=native*) one=native;; *) one=managed;; esac; mkdir -p "$out"; cp "$here/$one.elf" "$out/Shop" """;

    /// <summary>The platform of this machine, which native agents can be made for.</summary>
    public static AgentPlatform Here => AgentPlatform.OfThisMachine!;

    public static AgentHost Host { get; } = new("Linux", Here.Machine == ElfFile.Arm64 ? "aarch64" : "x86_64", Here.IsMusl ? "musl" : "glibc 2.40");

    private static ushort Machine => Here.Machine;

    private static string Loader => Here.IsMusl ? "/lib/ld-musl-x86_64.so.1" : "/lib64/ld-linux-x86-64.so.2";

    public string Folder { get; }

    public List<string> Told { get; } = [];

    public string Cache => At("cache");

    /// <summary>The command lines of <c>dotnet</c>.</summary>
    public string[] Calls => File.Exists(At("calls")) ? File.ReadAllLines(At("calls")) : [];

    public string At(params string[] names) => Path.Combine([Folder, .. names]);

    public string Write(string name, byte[] bytes)
    {
        File.WriteAllBytes(At(name), bytes);
        return At(name);
    }

    public void Sidecar(params string[] lines) =>
        File.WriteAllLines(At("out", "Shop.opsmop-project"), [$"project={At("project", "Shop.csproj")}", "assembly=Shop", "framework=net10.0", .. lines]);

    /// <summary>Says what <c>dotnet</c> does: <c>$out</c> is the folder for the program, <c>$*</c> the command line.</summary>
    public void Dotnet(string script)
    {
        var path = At("bin", "dotnet");
        File.WriteAllText(path, $$"""
            #!/bin/sh
            here={{Folder}}
            echo "$*" >>"$here/calls"
            out=$(printf '%s\n' "$@" | sed -n '/^-o$/{n;p;}')
            {{script}}

            """);
        File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }

    public AgentStore Store(Func<AgentStoreOptions, AgentStoreOptions>? change = null)
    {
        var options = new AgentStoreOptions
        {
            Controller = new ControllerProgram { Name = "Shop", Folder = At("out") },
            CacheFolder = Cache,
            Dotnet = At("bin", "dotnet"),
            Linker = "/usr/bin/gcc",
            Tell = sentence =>
            {
                lock (Told)
                {
                    Told.Add(sentence);
                }
            },
        };
        return new AgentStore(change?.Invoke(options) ?? options);
    }

    /// <summary>Asks a store of its own, as a push of its own would.</summary>
    public async Task<AgentFile> FindAsync(AgentHost? host = null, Func<AgentStoreOptions, AgentStoreOptions>? change = null)
    {
        await using var store = Store(change);
        return await store.FindAsync(host ?? Host, CancellationToken.None);
    }

    public async Task<AgentException> RefusedAsync(AgentHost? host = null, Func<AgentStoreOptions, AgentStoreOptions>? change = null) =>
        await Assert.ThrowsAsync<AgentException>(() => FindAsync(host, change));

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
