namespace OpsMop;

/// <summary>What is particular to a service manager that is not systemd; <see cref="ServicePlanning"/> knows what they have in common.</summary>
internal interface IServiceManager
{
    /// <summary>What it is called in messages.</summary>
    string Name { get; }

    /// <summary>Reads how a service is; <see langword="null"/> where there is none of that name.</summary>
    /// <param name="system">Where.</param>
    /// <param name="service">The service.</param>
    /// <param name="cancel">Cancels the questions.</param>
    ValueTask<ServiceStatus?> ReadAsync(ISystemReader system, string service, CancellationToken cancel);

    /// <summary>The program that tells whether a service runs.</summary>
    /// <param name="service">The service.</param>
    string[] StatusOf(string service);

    /// <summary>Whether the service runs, by what <see cref="StatusOf"/> has said. What says nothing and succeeds is believed: so it is in a plan.</summary>
    /// <param name="said">What it has said.</param>
    bool IsRunning(ProcessResult said);

    /// <summary>What has to be run, one after the other.</summary>
    /// <param name="verb">What is to be done.</param>
    /// <param name="service">The service.</param>
    /// <param name="have">How it is.</param>
    /// <exception cref="ProviderException">The manager cannot do that.</exception>
    IReadOnlyList<string[]> CommandsFor(ServiceVerb verb, string service, ServiceStatus have);

    /// <summary>How the service is enabled or disabled where no program of the manager does that; <see langword="null"/> where one does.</summary>
    /// <param name="enable">Whether it is to be enabled.</param>
    /// <param name="service">The service.</param>
    /// <param name="have">How it is.</param>
    Func<ISystem, CancellationToken, ValueTask>? LinkingFor(bool enable, string service, ServiceStatus have) => null;

    /// <summary>Why a service cannot run that does not start with the host; <see langword="null"/> where it can.</summary>
    /// <param name="service">The service.</param>
    string? NeedsEnabling(string service) => null;

    /// <summary>Whether a service that is enabled runs from then on, and one that is disabled no longer.</summary>
    bool EnablingStarts => false;
}
