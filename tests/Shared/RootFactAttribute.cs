namespace OpsMop.Tests;

/// <summary>A test that changes owners, mounts or becomes another user. Elsewhere than as root on Linux it is skipped, and says so.</summary>
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!OperatingSystem.IsLinux())
        {
            Skip = "needs Linux";
        }
        else if (!Environment.IsPrivilegedProcess)
        {
            Skip = "needs root: run the tests with sudo";
        }
    }
}
