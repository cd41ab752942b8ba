namespace OpsMop;

/// <summary>What a service does when other resources of a role change. A procedure asks for <c>Changed</c> instead.</summary>
public static class ServiceBuilderExtensions
{
    /// <summary>Restarts the service once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="others">The other resources, such as its configuration files.</param>
    /// <returns>The service.</returns>
    public static ServiceBuilder RestartOn(this ServiceBuilder service, params ResourceBuilder[] others) => UnitHandlers.Add(service, service.UnitName, ServiceState.Restarted, others);

    /// <summary>Lets the service read its configuration anew once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="others">The other resources, such as its configuration files.</param>
    /// <returns>The service.</returns>
    public static ServiceBuilder ReloadOn(this ServiceBuilder service, params ResourceBuilder[] others) => UnitHandlers.Add(service, service.UnitName, ServiceState.Reloaded, others);
}
