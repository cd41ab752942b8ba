namespace Contoso.Types.Example;

/// <summary>Variables that every login session gets.</summary>
public sealed partial class EnvironmentVariableExample : Role
{
    public override void Define(Host host)
    {
        host.EnvironmentVariable("EDITOR").Value("vim");
        host.EnvironmentVariable("http_proxy").Value("http://proxy.example.com:3128");
        host.EnvironmentVariable("LESSOPEN").Absent();
    }
}
