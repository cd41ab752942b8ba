using Xunit;

namespace OpsMop.Lab;

/// <summary>
/// The lab of a test run: a collection fixture, so that its two hosts boot once. It starts nothing where the lab's tests are skipped.
/// </summary>
public sealed class LabFixture : IAsyncLifetime
{
    private Lab? _lab;

    /// <summary>The lab.</summary>
    public Lab Lab => _lab ?? throw new InvalidOperationException(LabRequirements.Missing ?? "The lab has not been started.");

    /// <summary>The two hosts that it starts with. A test that kills or resets a host adds one of its own.</summary>
    public IReadOnlyList<LabHost> Hosts { get; private set; } = [];

    /// <inheritdoc/>
    public async Task InitializeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            _lab = await Lab.StartAsync(2);
            Hosts = [.. _lab.Hosts];
        }
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
