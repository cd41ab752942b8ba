namespace OpsMop;

/// <summary>Makes the handlers that restart a service, or let it read its configuration anew, when other resources change.</summary>
internal static class UnitHandlers
{
    /// <summary>Lets other resources notify such a handler, and puts the service after them.</summary>
    /// <typeparam name="TBuilder">The builder of the service.</typeparam>
    /// <param name="service">The service.</param>
    /// <param name="unit">Its name, as <c>host.Service</c> takes it.</param>
    /// <param name="state">What the handler does: <see cref="ServiceState.Restarted"/> or <see cref="ServiceState.Reloaded"/>.</param>
    /// <param name="others">The other resources.</param>
    public static TBuilder Add<TBuilder>(TBuilder service, string unit, ServiceState state, ResourceBuilder[] others)
        where TBuilder : ResourceBuilder<TBuilder>
    {
        // A handler of that name is the role's own, written by hand or by an earlier call.
        var (host, at) = ((Host)service.Context, service.Location);
        var name = $"{(state == ServiceState.Restarted ? "restart" : "reload")} {unit}";
        var handler = host.Role.Handlers.Find(one => one.Name == name)
            ?? host.Handler(name, () => host.Service(unit, at.File, at.Line).State(state), at.File, at.Line);
        foreach (var other in others)
        {
            other.AddNotification(handler);
        }

        return service.After(others);
    }
}
