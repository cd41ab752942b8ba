namespace OpsMop.Engine.Variables;

/// <summary>Whom a layer of data is for, lowest first.</summary>
public enum VariableLayerKind
{
    /// <summary>All hosts of an environment.</summary>
    Environment,

    /// <summary>The hosts of a group.</summary>
    Group,

    /// <summary>One host.</summary>
    Host,
}
