using System.Globalization;
using System.Runtime.CompilerServices;

namespace OpsMop;

public abstract partial class SysctlBuilderBase<TSelf>
{
    /// <summary>The value, as a number.</summary>
    /// <param name="value">The number.</param>
    /// <param name="line">Set by the compiler.</param>
    /// <returns>This builder.</returns>
    public TSelf Value(long value, [CallerLineNumber] int line = 0) => Value(value.ToString(CultureInfo.InvariantCulture), line);
}
