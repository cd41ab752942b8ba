namespace OpsMop;

/// <summary>What a service does when other resources of a role change. A procedure asks for <c>Changed</c> instead.</summary>
public static class ServiceBuilderExtensions
{
    /// <summary>Restarts the service once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="others">The other resources, such as its configuration files.</param>
    /// <returns>The service.</returns>
    public static ServiceBuilder RestartOn(this ServiceBuilder service, params ResourceBuilder[] others) => service.On("restart", ServiceState.Restarted, others);

    /// <summary>Lets the service read its configuration anew once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="service">The service.</param>
    /// <param name="others">The other resources, such as its configuration files.</param>
    /// <returns>The service.</returns>
    public static ServiceBuilder ReloadOn(this ServiceBuilder service, params ResourceBuilder[] others) => service.On("reload", ServiceState.Reloaded, others);

    private static ServiceBuilder On(this ServiceBuilder service, string verb, ServiceState state, ResourceBuilder[] others)
    {
        // A handler of that name is the role's own, written by hand or by an earlier call.
        var (host, unit, at) = ((Host)service.Context, service.UnitName, service.Location);
        var name = $"{verb} {unit}";
        var handler = host.Role.Handlers.Find(one => one.Name == name)
            ?? host.Handler(name, () => host.Service(unit, at.File, at.Line).State(state), at.File, at.Line);
        foreach (var other in others)
        {
            other.AddNotification(handler);
        }

        return service.After(others);
    }
}
