namespace OpsMop.Templates.Syntax;

/// <summary>
/// How big a template may be. Whatever walks a tree by recursion, on a stack of 256 KB too, needs a bound of its depth; Jinja2's own is near:
/// Python refuses expressions with 200 brackets around each other and blocks that are indented 100 times.
/// </summary>
internal static class SyntaxLimits
{
    /// <summary>Characters of a template.</summary>
    public const int Characters = 16 * 1024 * 1024;

    /// <summary>Statements inside each other; an <c>elif</c> is inside the <c>if</c> before it.</summary>
    public const int StatementNesting = 100;

    /// <summary>Brackets, and what follows <c>else</c>, inside each other.</summary>
    public const int ExpressionNesting = 50;

    /// <summary>The operations of an expression one of which needs the next one's value, as in <c>a.b.c</c> or <c>a + b + c</c>.</summary>
    public const int ExpressionDepth = 100;

    /// <summary>Digits of a number, as many as Python reads.</summary>
    public const int Digits = 4300;
}
