namespace OpsMop.Types.Tests.Machine;

public sealed class SwapTests(LabFixture fixture) : TypeTests(fixture)
{
    // The kernel is that of the machine that the tests run on, which is not to swap into a test's file; the file system of the hosts cannot hold swap anyway.
    [LabFact]
    public async Task A_file_is_made_that_is_swap()
    {
        await ProveAsync(
            "swap",
            settings: ["swap-example.now=false"],
            there:
            [
                ("stat -c '%a %U:%G %s' '/var/opsmop swap'", "600 root:root 16777216"),
                ("test $(stat -c '%b' '/var/opsmop swap') -ge 32768 && blkid -p -s TYPE -o value '/var/opsmop swap'", "swap"),
                ("grep swap /etc/fstab", "/var/opsmop\\040swap none swap pri=10 0 0"),
            ]);

        // What cannot be used is told, and what was made is kept.
        ExampleRun run = await RunAsync("apply", "swap");
        Assert.Contains("The kernel does not take /var/opsmop swap as swap", run.Output);
        await ConvergeAsync("swap-gone");
        Assert.Equal("0", await AskAsync("ls /var/opsmop* 2>/dev/null; grep -c swap /etc/fstab || true"));
    }
}
