namespace OpsMop;

/// <summary>What a unit does when other resources of a role change. That its own files change needs no saying. A procedure asks for <c>Changed</c> instead.</summary>
public static class SystemdUnitBuilderExtensions
{
    /// <summary>Restarts the unit once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="others">The other resources, such as the configuration files of the program.</param>
    /// <returns>The unit.</returns>
    public static SystemdUnitBuilder RestartOn(this SystemdUnitBuilder unit, params ResourceBuilder[] others) =>
        UnitHandlers.Add(unit, unit.UnitName, ServiceState.Restarted, others);

    /// <summary>Lets the unit read its configuration anew once, when the role ends, if one of the others has changed. It comes after them.</summary>
    /// <param name="unit">The unit.</param>
    /// <param name="others">The other resources, such as the configuration files of the program.</param>
    /// <returns>The unit.</returns>
    public static SystemdUnitBuilder ReloadOn(this SystemdUnitBuilder unit, params ResourceBuilder[] others) =>
        UnitHandlers.Add(unit, unit.UnitName, ServiceState.Reloaded, others);
}
