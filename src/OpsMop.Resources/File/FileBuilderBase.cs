using System.Runtime.CompilerServices;

namespace OpsMop;

public abstract partial class FileBuilderBase<TSelf>
{
    private Func<AbsolutePath, CommandText>? _validate;
    private TemplateValues? _values;
    private TemplateOptions? _options;

    /// <summary>
    /// The command that must accept the new file before it is put in place. If it fails, the file is left as it is, and the failure shows what the command
    /// said. It is not run where the content does not change.
    /// </summary>
    /// <param name="check">Makes the command from the path at which the new file is staged: <c>file => $"visudo -cf {file}"</c>. No shell is in between.</param>
    /// <returns>This builder.</returns>
    public TSelf Validate(Func<AbsolutePath, CommandText> check)
    {
        _validate = check;
        return Unsafe.As<TSelf>(this);
    }

    /// <summary>
    /// The template that its content is rendered from when the run comes to it, for templates that are known only then. One that is known when the policy is
    /// built is better compiled: <c>[Template]</c> on a method, and <c>.Content(…)</c>.
    /// </summary>
    /// <param name="value">The template, relative to the project that declares the role. It travels in the role's package, with what it includes.</param>
    /// <param name="values">What its names mean; <c>TemplateValues.Of(host)</c> has what is known of the host. What is secret stays so in the file's diff.</param>
    /// <param name="options">How it is read; see <see cref="TemplateOptions.Default"/>.</param>
    /// <param name="line">Set by the compiler.</param>
    /// <returns>This builder.</returns>
    public TSelf Template(SourceFile value, TemplateValues values, TemplateOptions? options = null, [CallerLineNumber] int line = 0)
    {
        _values = values;
        _options = options;
        return Template(value, line);
    }

    /// <inheritdoc/>
    protected override Resource Complete(Resource resource)
    {
        var file = (FileResource)resource;
        file.Check = _validate;
        if (file.Template is not null)
        {
            file.Values = _values ?? TemplateValues.Of(Context);
            file.Options = _options;
        }

        return resource;
    }
}
