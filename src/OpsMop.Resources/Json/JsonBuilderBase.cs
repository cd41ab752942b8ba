using System.Runtime.CompilerServices;

namespace OpsMop;

public abstract partial class JsonBuilderBase<TSelf>
{
    private Func<AbsolutePath, CommandText>? _validate;

    /// <summary>
    /// The command that must accept the new file before it is put in place. If it fails, the file is left as it is, and the failure shows what the command
    /// said. It is not run where nothing changes.
    /// </summary>
    /// <param name="check">Makes the command from the path at which the new file is staged: <c>file => $"visudo -cf {file}"</c>. No shell is in between.</param>
    /// <returns>This builder.</returns>
    public TSelf Validate(Func<AbsolutePath, CommandText> check)
    {
        _validate = check;
        return Unsafe.As<TSelf>(this);
    }

    /// <inheritdoc/>
    protected override Resource Complete(Resource resource)
    {
        ((IEditsFile)resource).Check = _validate;
        return resource;
    }
}
