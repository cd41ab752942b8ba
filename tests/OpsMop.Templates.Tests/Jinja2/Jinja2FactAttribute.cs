namespace OpsMop.Templates.Tests;

/// <summary>A test that compares with Jinja2. Where it is not installed the test is skipped, and says so.</summary>
public sealed class Jinja2FactAttribute : FactAttribute
{
    public Jinja2FactAttribute() => Skip = Jinja2.Missing;
}
