using System.Runtime.CompilerServices;
using OpsMop.Parsing;

namespace OpsMop;

/// <summary>A host while a role declares its resources. The types of resources add their methods: <c>host.File(…)</c>, <c>host.Package(…)</c>.</summary>
public sealed class Host : HostContext
{
    private Block _current;

    internal Host(HostInfo info, Block root)
        : base(info)
    {
        _current = root;
        Role = root;
    }

    /// <summary>The block of the role that is being defined.</summary>
    internal Block Role { get; private set; }

    /// <summary>Declares a handler of this role.</summary>
    /// <param name="name">Its name, unique in the role.</param>
    /// <param name="define">Declares what it does.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public Handler Handler(string name, Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var location = new SourceLocation(file, line);
        var body = new Block(BlockKind.Sequence, location) { Parent = Role };
        var handler = new Handler(name, body, location);
        Role.Handlers.Add(handler);
        Inside(body, define);
        return handler;
    }

    /// <summary>Includes a role: its resources stand here, its handlers run with those of this role.</summary>
    /// <typeparam name="T">The role.</typeparam>
    /// <param name="configure">Sets its variables, after the data layers and before <c>--set</c>.</param>
    /// <param name="name">The name of the instance; that of its class where not given.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    /// <returns>The role, defined, so that its handlers can be notified.</returns>
    public T Include<T>(Action<T>? configure = null, string? name = null, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
        where T : Role, new()
    {
        var role = new T();
        return Include(role, configure is null ? null : () => configure(role), name, new SourceLocation(file, line));
    }

    /// <summary>Runs the handlers notified so far here, instead of at the end of the role.</summary>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public void FlushHandlers([CallerFilePath] string file = "", [CallerLineNumber] int line = 0) => _current.Add(new FlushNode(new SourceLocation(file, line)));

    /// <summary>Lets the resources inside run at the same time, in any order.</summary>
    /// <param name="define">Declares them.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public void Parallel(Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Nest(new Block(BlockKind.Parallel, new SourceLocation(file, line)), define);

    /// <summary>Skips the resources inside unless the condition holds.</summary>
    /// <param name="condition">The condition, known while the role is defined.</param>
    /// <param name="define">Declares them.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public void When(bool condition, Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Nest(new Block(BlockKind.Sequence, new SourceLocation(file, line)) { Condition = condition ? null : static () => false }, define);

    /// <summary>Skips the resources inside unless the condition holds when their turn comes.</summary>
    /// <param name="condition">The condition; it may read facts.</param>
    /// <param name="define">Declares them.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public void When(Func<bool> condition, Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0) =>
        Nest(new Block(BlockKind.Sequence, new SourceLocation(file, line)) { Condition = condition }, define);

    /// <summary>Tries the resources inside: what follows as <c>Rescue</c> runs if one of them fails, what follows as <c>Always</c> in any case.</summary>
    /// <param name="define">Declares them.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public TryBlock Try(Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var block = new Block(BlockKind.Try, new SourceLocation(file, line));
        for (var part = 0; part < 3; part++)
        {
            block.Add(new Block(BlockKind.Sequence, block.Location));
        }

        _current.Add(block);
        Inside((Block)block.Children[0], define);
        return new TryBlock(this, block);
    }

    /// <summary>A set of files that is checked as a whole before any of it is put in place.</summary>
    /// <param name="define">Declares the files; nothing else may stand here.</param>
    /// <param name="file">Set by the compiler.</param>
    /// <param name="line">Set by the compiler.</param>
    public TogetherBlock Together(Action define, [CallerFilePath] string file = "", [CallerLineNumber] int line = 0)
    {
        var block = new Block(BlockKind.Together, new SourceLocation(file, line));
        Nest(block, define);
        return new TogetherBlock(block);
    }

    internal T Include<T>(T role, Action? configure, string? name, SourceLocation location)
        where T : Role
    {
        role.RoleName = name ?? role.DefaultName;
        RefuseCycle(role, location);
        Info.Binder.Bind(role, configure, location);
        var block = new Block(BlockKind.Role, location) { Role = role };
        _current.Add(block);
        var includer = Role;
        Role = block;
        try
        {
            Inside(block, () => role.Define(this));
        }
        finally
        {
            Role = includer;
        }

        return role;
    }

    internal ResourceNode Register(ResourceBuilder builder)
    {
        var node = new ResourceNode(builder);
        _current.Add(node);
        return node;
    }

    internal void Inside(Block block, Action define)
    {
        var (outer, scope) = (_current, Scope);
        _current = block;
        try
        {
            define();
        }
        finally
        {
            _current = outer;
            Scope = scope;
        }
    }

    /// <summary>A role may include another of its class, as a tree does; one that goes on and on never ends.</summary>
    private void RefuseCycle(Role role, SourceLocation location)
    {
        const int Deepest = 32;
        var depth = 0;
        for (var above = Role; above is not null; above = above.Parent)
        {
            if (above.Role?.GetType() == role.GetType() && ++depth > Deepest)
            {
                throw new RoleCycleException(location, ModelFaults.RoleIncludesItself(role.RoleName));
            }
        }
    }

    private void Nest(Block block, Action define)
    {
        _current.Add(block);
        Inside(block, define);
    }
}
