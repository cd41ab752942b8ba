using System.Diagnostics;

namespace OpsMop.Push.Lab.Tests;

/// <summary>
/// The lab of the push tests: twenty hosts in three networks. This machine is on the main one only; the second is behind the bastion, and the third behind the relay,
/// which is itself in the second. It starts nothing where the lab's tests are skipped.
/// </summary>
public sealed class PushLabFixture : IAsyncLifetime
{
    private OpsMop.Lab.Lab? _lab;

    /// <summary>The lab.</summary>
    public OpsMop.Lab.Lab Lab => _lab ?? throw new InvalidOperationException(LabRequirements.Missing ?? "The lab has not been started.");

    /// <summary>The network behind the bastion.</summary>
    public LabNetwork Inner { get; private set; } = null!;

    /// <summary>The network behind the relay.</summary>
    public LabNetwork Deep { get; private set; } = null!;

    /// <summary>The ten hosts of the main network that are nothing special.</summary>
    public IReadOnlyList<LabHost> Plain { get; private set; } = [];

    /// <summary>The host that has a leg in the main network and one in <see cref="Inner"/>.</summary>
    public LabHost Bastion { get; private set; } = null!;

    /// <summary>The four hosts that only the bastion and the relay can reach.</summary>
    public IReadOnlyList<LabHost> Behind { get; private set; } = [];

    /// <summary>The host that has a leg in <see cref="Inner"/> and one in <see cref="Deep"/>.</summary>
    public LabHost Relay { get; private set; } = null!;

    /// <summary>The four hosts that only the relay can reach.</summary>
    public IReadOnlyList<LabHost> Deepest { get; private set; } = [];

    /// <summary>How long the twenty hosts took to boot.</summary>
    public TimeSpan BootTime { get; private set; }

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (LabRequirements.Missing is not null)
        {
            return;
        }

        _lab = await OpsMop.Lab.Lab.StartAsync(0);
        var clock = Stopwatch.StartNew();
        Inner = await _lab.AddNetworkAsync("inner");
        Deep = await _lab.AddNetworkAsync("deep");
        Task<IReadOnlyList<LabHost>>[] booting =
        [
            _lab.AddHostsAsync(10), _lab.AddHostsAsync(1, _lab.Main, Inner), _lab.AddHostsAsync(4, Inner), _lab.AddHostsAsync(1, Inner, Deep), _lab.AddHostsAsync(4, Deep),
        ];
        await Task.WhenAll(booting);
        BootTime = clock.Elapsed;
        (Plain, Bastion, Behind, Relay, Deepest) = (await booting[0], (await booting[1])[0], await booting[2], (await booting[3])[0], await booting[4]);
    }

    /// <inheritdoc/>
    public async Task DisposeAsync()
    {
        if (_lab is not null)
        {
            await _lab.DisposeAsync();
        }
    }
}
