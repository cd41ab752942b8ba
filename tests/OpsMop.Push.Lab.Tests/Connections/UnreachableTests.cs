using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using OpsMop.Push.Connections;
using UnreachableException = OpsMop.Push.Connections.UnreachableException;

namespace OpsMop.Push.Lab.Tests.Connections;

/// <summary>Hosts that cannot be reached, each in its own way, and within the time.</summary>
public sealed class UnreachableTests(PushLabFixture fixture) : ConnectionTestBase(fixture)
{
    [LabFact]
    public async Task A_host_whose_sshd_is_stopped_refuses()
    {
        await Host.StopSshdAsync();
        try
        {
            UnreachableException fault = await RefusedAsync(Target(Host));

            Assert.Equal(UnreachableReason.Refused, fault.Reason);
            Assert.Contains("no sshd listens there", fault.Message);
        }
        finally
        {
            await Host.StartSshdAsync();
        }
    }

    [LabFact]
    public async Task A_dead_host_ends_with_the_time_and_an_open_connection_to_it_breaks()
    {
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Host, new() { Timeout = "3s" }), Hello);
        await Host.CutOffAsync();
        try
        {
            var clock = Stopwatch.StartNew();
            UnreachableException fault = await RefusedAsync(Target(Host, new() { Timeout = "3s" }));
            Assert.Equal(UnreachableReason.Timeout, fault.Reason);
            Assert.InRange(clock.Elapsed.TotalSeconds, 1.5, 4);

            Assert.Null(await process.Exited.WaitAsync(Soon));
            Assert.InRange(clock.Elapsed.TotalSeconds, 1.5, 8);
            Assert.Equal(0, await process.Output.ReadAsync(new byte[1]));
        }
        finally
        {
            await Host.ReconnectAsync();
        }
    }

    [LabFact]
    public async Task A_host_that_loses_power_breaks_its_connection()
    {
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Host, new() { Timeout = "3s" }), Hello);
        await Host.KillAsync();
        try
        {
            Assert.Null(await process.Exited.WaitAsync(Soon));
        }
        finally
        {
            await Host.StartAsync();
        }
    }

    [LabFact]
    public async Task A_process_that_a_signal_ends_is_no_broken_connection()
    {
        await using IRemoteProcess process = await Connector.ConnectAsync(Target(Host), "echo opsmop-ready x; exec sleep 7655");
        (await Host.EnterAsync("pkill -KILL -f '^sleep 7655$'")).OrThrow();

        Assert.NotNull(await process.Exited.WaitAsync(Soon));
    }

    [LabFact]
    public async Task A_port_that_accepts_and_says_nothing_ends_with_the_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var clock = Stopwatch.StartNew();
        UnreachableException fault = await RefusedAsync(new()
        {
            Name = "silent",
            Settings = new() { Address = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Timeout = "2s" },
        });

        Assert.Equal(UnreachableReason.Timeout, fault.Reason);
        Assert.InRange(clock.Elapsed.TotalSeconds, 0.9, 4);
    }

    [LabFact]
    public async Task A_banner_that_never_ends_ends_with_the_time()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serving = Task.Run(async () =>
        {
            using Socket socket = await listener.AcceptSocketAsync();
            try
            {
                while (true)
                {
                    await socket.SendAsync("welcome\r\n"u8.ToArray());
                    await Task.Delay(100);
                }
            }
            catch (SocketException)
            {
                // ssh has had enough.
            }
        });
        UnreachableException fault = await RefusedAsync(new()
        {
            Name = "talking",
            Settings = new() { Address = "127.0.0.1", Port = ((IPEndPoint)listener.LocalEndpoint).Port, Timeout = "2s" },
        });

        Assert.Equal(UnreachableReason.Timeout, fault.Reason);
        await serving.WaitAsync(Soon);
    }

    [LabFact]
    public async Task A_name_that_nobody_knows_is_told()
    {
        UnreachableException fault = await RefusedAsync(new() { Name = "no-such-host.invalid", Settings = new() });

        Assert.Equal(UnreachableReason.UnknownName, fault.Reason);
        Assert.Contains("no-such-host.invalid", fault.Message);
    }

    [LabFact]
    public async Task A_host_in_a_network_that_we_are_not_in_has_no_route()
    {
        UnreachableException fault = await RefusedAsync(Target(Fixture.Behind[0], new() { Timeout = "3s" }));

        Assert.Contains(fault.Reason, new[] { UnreachableReason.NoRoute, UnreachableReason.Timeout });
        Assert.StartsWith(Fixture.Behind[0].Name, fault.Message);
    }

    [LabFact]
    public async Task A_changed_host_key_is_told_with_its_line_and_the_way_out_and_only_the_policy_off_takes_it()
    {
        await Host.ChangeHostKeyAsync();
        try
        {
            foreach (HostKeyPolicy? policy in new HostKeyPolicy?[] { null, HostKeyPolicy.Strict, HostKeyPolicy.AcceptNew })
            {
                UnreachableException fault = await RefusedAsync(Target(Host, new() { HostKeys = policy }));
                Assert.Equal(UnreachableReason.ChangedHostKey, fault.Reason);
                Assert.Contains($"({Lab.KnownHosts} line ", fault.Message);
                Assert.Contains($"ssh-keygen -f '{Lab.KnownHosts}' -R '{Host.Address}'", fault.Message);
            }

            Assert.Equal($"root {Host.Name}", await GreetingAsync(Target(Host, new() { HostKeys = HostKeyPolicy.Off })));
        }
        finally
        {
            Host.TrustHostKey();
        }

        Assert.Equal($"root {Host.Name}", await GreetingAsync(Target(Host)));
    }

    [LabFact]
    public async Task An_unknown_host_key_is_told_unless_the_policy_takes_new_ones_and_remembers_them()
    {
        Host.ForgetHostKey();
        try
        {
            foreach (HostKeyPolicy? policy in new HostKeyPolicy?[] { null, HostKeyPolicy.Strict })
            {
                UnreachableException fault = await RefusedAsync(Target(Host, new() { HostKeys = policy }));
                Assert.Equal(UnreachableReason.UnknownHostKey, fault.Reason);
                Assert.Contains("hostKeys: accept-new", fault.Message);
            }

            // A password makes ssh ask, and nobody is there who could say yes.
            UnreachableException asked = await RefusedAsync(Target(Host) with { Password = Secret.Adopt("yes") });
            Assert.Equal(UnreachableReason.UnknownHostKey, asked.Reason);

            Assert.Equal($"root {Host.Name}", await GreetingAsync(Target(Host, new() { HostKeys = HostKeyPolicy.Off })));
            Assert.Equal(UnreachableReason.UnknownHostKey, (await RefusedAsync(Target(Host))).Reason);
            Assert.Equal($"root {Host.Name}", await GreetingAsync(Target(Host, new() { HostKeys = HostKeyPolicy.AcceptNew })));
            Assert.Equal($"root {Host.Name}", await GreetingAsync(Target(Host, new() { HostKeys = HostKeyPolicy.Strict })));
        }
        finally
        {
            Host.TrustHostKey();
        }
    }

    [LabFact]
    public async Task An_sshd_that_takes_one_login_at_a_time_gets_ten_connections()
    {
        await Host.LimitStartupsAsync();
        try
        {
            string[] greetings = await Task.WhenAll(Enumerable.Range(0, 10).Select(_ => GreetingAsync(Target(Host))));

            Assert.All(greetings, greeting => Assert.Equal($"root {Host.Name}", greeting));
        }
        finally
        {
            await Host.ResetSshdAsync();
        }
    }
}
