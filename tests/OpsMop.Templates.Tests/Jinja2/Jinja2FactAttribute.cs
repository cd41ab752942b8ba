namespace OpsMop.Templates.Tests;

/// <summary>A test that compares with Jinja2. Where it is not installed the test is skipped, and says so.</summary>
public sealed class Jinja2FactAttribute : FactAttribute
{
    public Jinja2FactAttribute()
    {
        if (!Jinja2.IsInstalled)
        {
            Skip = "needs python3-jinja2 of the system's Python, which is not installed";
        }
    }
}
