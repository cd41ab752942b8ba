namespace OpsMop.Templates.Interpreter;

/// <summary>Where constants are folded: small limits, and no names.</summary>
internal static class Folding
{
    private static readonly TemplateLimits Limits = TemplateLimits.Default with { Characters = 4096, Items = 1024 };

    public static RenderContext Context() => new([""], Limits, CancellationToken.None);

    public static Scope Scope()
    {
        RenderContext context = Context();
        return new Scope(0, context);
    }
}
