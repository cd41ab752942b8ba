using System.Runtime.CompilerServices;

namespace OpsMop;

public abstract partial class SystemdUnitBuilderBase<TSelf>
{
    internal string UnitName => _unit.Value;

    /// <summary>Adds a drop-in, which adds to the unit's file or changes settings of it.</summary>
    /// <param name="name">Its name: <c>limits</c> is <c>app.service.d/limits.conf</c>. systemd reads them in the order of their names.</param>
    /// <param name="content">What it holds.</param>
    /// <param name="line">Set by the compiler.</param>
    /// <returns>This builder.</returns>
    public TSelf DropIn(string name, Text content, [CallerLineNumber] int line = 0) => DropIns(name, content, line);
}
