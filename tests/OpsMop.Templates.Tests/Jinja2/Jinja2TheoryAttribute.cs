namespace OpsMop.Templates.Tests;

/// <summary>A theory that compares with Jinja2. Where it is not installed the test is skipped, and says so.</summary>
public sealed class Jinja2TheoryAttribute : TheoryAttribute
{
    public Jinja2TheoryAttribute() => Skip = Jinja2.Missing;
}
