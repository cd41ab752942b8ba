namespace OpsMop.Engine.Model;

/// <summary>Why one resource comes after another.</summary>
public enum GraphEdgeKind
{
    /// <summary><c>After</c>, <c>Before</c>, or a property that holds the other.</summary>
    Order,

    /// <summary><c>Notifies</c>.</summary>
    Notification,

    /// <summary><c>WhenChanged</c>.</summary>
    WhenChanged,
}
