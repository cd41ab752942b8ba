using System.Runtime.CompilerServices;

namespace OpsMop;

public abstract partial class AlternativesBuilderBase<TSelf>
{
    private List<AlternativesSlave>? _slaves;

    /// <summary>A name that is switched along with this one where <c>Path</c> is registered, such as that of the manual page.</summary>
    /// <param name="name">The name, such as <c>editor.1.gz</c>.</param>
    /// <param name="link">The link that leads to it, such as <c>/usr/share/man/man1/editor.1.gz</c>.</param>
    /// <param name="path">What it then stands for.</param>
    /// <returns>This builder.</returns>
    public TSelf Slave(string name, AbsolutePath link, AbsolutePath path)
    {
        (_slaves ??= []).Add(new AlternativesSlave(name, link, path));
        return Unsafe.As<TSelf>(this);
    }

    /// <inheritdoc/>
    protected override Resource Complete(Resource resource)
    {
        if (_slaves is not null)
        {
            ((AlternativesResource)resource).Slaves = _slaves;
        }

        return resource;
    }
}
