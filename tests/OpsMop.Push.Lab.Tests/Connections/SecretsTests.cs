using OpsMop.Push.Connections;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Where passwords are while a connection is made. The processes of the hosts are seen from this machine too.</summary>
public sealed class SecretsTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    private const string User = "secret-user";
    private const string Password = "Zq9-visible-to-nobody";

    [LabFact]
    public async Task No_password_is_in_any_process_list_on_either_side_while_connections_are_made()
    {
        await Host.AddUserAsync(User, SudoRights.WithPassword, Password, key: false);
        await Host.AllowPasswordsAsync();
        try
        {
            using var end = new CancellationTokenSource();
            var seen = new HashSet<string>();
            int samples = 0;
            int ours = 0;
            Task sampling = Task.Run(() =>
            {
                while (!end.IsCancellationRequested)
                {
                    samples++;
                    foreach (string process in Directory.GetDirectories("/proc", "?*").Where(path => char.IsAsciiDigit(path[6])))
                    {
                        foreach (string file in new[] { "cmdline", "environ" })
                        {
                            string text = Read(Path.Combine(process, file));
                            ours += text.Contains("opsmop-ready", StringComparison.Ordinal) ? 1 : 0;
                            if (text.Contains("visible-to-nobody", StringComparison.Ordinal))
                            {
                                seen.Add($"{file}: {text.Replace('\0', ' ')}");
                            }
                        }
                    }
                }
            });
            ConnectionTarget target = Target(Host, new() { User = User, Sudo = true }) with { Password = Secret.Adopt(Password), SudoPassword = Secret.Adopt(Password) };
            for (int i = 0; i < 5; i++)
            {
                Assert.Equal($"root {Host.Name}", await GreetingAsync(target));
            }

            await end.CancelAsync();
            await sampling;
            Assert.True(samples > 5 && ours > 5, $"{samples} samples, and in {ours} the processes that the passwords were for.");
            Assert.Empty(seen);
        }
        finally
        {
            await Host.RemoveUserAsync(User);
            await Host.ResetSshdAsync();
        }
    }

    private static string Read(string file)
    {
        try
        {
            return File.ReadAllText(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "";
        }
    }
}
