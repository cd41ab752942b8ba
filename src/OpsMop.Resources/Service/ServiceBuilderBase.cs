namespace OpsMop;

public abstract partial class ServiceBuilderBase<TSelf>
{
    internal string UnitName => _unit;
}
