namespace OpsMop.Push.Agents.Tests;

public sealed class ProgramHeaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-elf-").FullName;

    [Theory]
    [InlineData(ElfFile.X64, "/lib64/ld-linux-x86-64.so.2", "linux-x64")]
    [InlineData(ElfFile.Arm64, "/lib/ld-linux-aarch64.so.1", "linux-arm64")]
    [InlineData(ElfFile.X64, "/lib/ld-musl-x86_64.so.1", "linux-musl-x64")]
    [InlineData(ElfFile.Arm64, "/lib/ld-musl-aarch64.so.1", "linux-musl-arm64")]
    public void A_program_runs_on_the_platform_of_its_processor_and_its_C_library_alone(ushort machine, string loader, string platform)
    {
        var header = Read(ElfFile.Make(machine, loader));

        Assert.Equal([platform], AgentPlatform.All.Where(header!.RunsOn).Select(static one => one.Name));
    }

    [Fact]
    public void A_program_that_is_linked_statically_runs_with_either_C_library() =>
        Assert.Equal(["linux-x64", "linux-musl-x64"], AgentPlatform.All.Where(Read(ElfFile.Make(loader: null))!.RunsOn).Select(static one => one.Name));

    [Fact]
    public void Programs_that_need_an_installed_NET_are_told_apart_from_those_that_bring_it_along()
    {
        Assert.Equal(ProgramKind.Native, Read(ElfFile.Make())!.Kind);
        Assert.Equal(ProgramKind.Launcher, Read(ElfFile.Make(bundleAt: 0))!.Kind);
        Assert.Equal(ProgramKind.DependentBundle, Read(ElfFile.Make(bundleAt: 5000))!.Kind);
        Assert.Equal(ProgramKind.Bundle, Read(ElfFile.Make(bundleAt: 5_000_000, size: 4_000_000))!.Kind);
    }

    [Fact]
    public void The_launcher_that_the_SDK_puts_beside_every_program_is_known_as_one()
    {
        var sdk = Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(Path.GetDirectoryName(typeof(object).Assembly.Location)!)));
        var launcher = Directory.EnumerateFiles(Path.Combine(sdk!, "sdk"), "apphost", SearchOption.AllDirectories).First();

        var header = ProgramHeader.Read(launcher)!;

        Assert.Equal(ProgramKind.Launcher, header.Kind);
        Assert.True(header.RunsOn(AgentPlatform.OfThisMachine!));
    }

    [Fact]
    public void The_shell_of_this_machine_says_which_glibc_it_needs()
    {
        var header = ProgramHeader.Read(File.Exists("/usr/bin/sh") ? "/usr/bin/sh" : "/bin/sh")!;

        Assert.True(header.RunsOn(AgentPlatform.OfThisMachine!));
        Assert.Equal(header.IsMusl, header.NeedsGlibc is null);
        Assert.InRange(header.NeedsGlibc ?? new Version(2, 2), new Version(2, 2), new Version(2, 99));
    }

    [Fact]
    public void The_newest_glibc_that_a_program_names_is_the_one_it_needs() => Assert.Equal(new Version(2, 34), Read(ElfFile.Make(glibc: "2.34"))!.NeedsGlibc);

    [Fact]
    public void What_is_no_program_or_cut_off_is_not_taken_for_one()
    {
        Assert.Null(Read([]));
        Assert.Null(Read("#!/bin/sh\nexec something that is long enough to have room for a header, which it has not\n"u8.ToArray()));
        var whole = ElfFile.Make(glibc: "2.34");
        for (var length = 0; length < whole.Length; length += 7)
        {
            // Whatever it says, it says it without an exception.
            _ = Read(whole[..length]);
        }
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private ProgramHeader? Read(byte[] file)
    {
        var path = Path.Combine(_folder, "program");
        File.WriteAllBytes(path, file);
        return ProgramHeader.Read(path);
    }
}
