namespace OpsMop.Generators;

/// <summary>How a property of a resource is set and checked.</summary>
internal enum PropertyKind
{
    /// <summary><c>bool</c>: a switch that can only be on.</summary>
    Switch,

    /// <summary><c>bool?</c>: on, off or left alone.</summary>
    Toggle,

    Enum,
    String,

    /// <summary>A number, or another plain value such as <see cref="DateTimeOffset"/>.</summary>
    Number,

    /// <summary>What implements <c>IDomainValue</c>, <c>CommandText</c> among it.</summary>
    Domain,

    Text,
    Secret,
    List,
    Dictionary,

    /// <summary>Another resource: an edge.</summary>
    Resource,

    /// <summary>A function, such as the condition of an assertion. It is no data, and stands in no schema.</summary>
    Function,

    /// <summary>A class or record of data.</summary>
    Object,
}
