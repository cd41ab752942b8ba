namespace OpsMop;

/// <summary>A node that has children: a role, or what a block of the language holds.</summary>
internal sealed class Block(BlockKind kind, SourceLocation location) : Node
{
    public BlockKind Kind { get; } = kind;

    public SourceLocation Location { get; } = location;

    public List<Node> Children { get; set; } = [];

    /// <summary>The condition under which the children have their turn; asked when it comes.</summary>
    public Func<bool>? Condition { get; init; }

    /// <summary>The role that the children belong to, where <see cref="Kind"/> is <see cref="BlockKind.Role"/>.</summary>
    public RoleBase? Role { get; init; }

    /// <summary>The tags that the policy gives the role.</summary>
    public IReadOnlyList<string> Tags { get; init; } = [];

    /// <summary>The handlers that the role declares, in the order of writing.</summary>
    public List<Handler> Handlers { get; } = [];

    /// <summary>The check of a <see cref="BlockKind.Together"/>; given the path of its first file as the check sees it.</summary>
    public Func<AbsolutePath, CommandText>? Check { get; set; }

    public Block Add(Node node)
    {
        node.Parent = this;
        Children.Add(node);
        return this;
    }
}
