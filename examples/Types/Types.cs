/// <summary>All types of resources.</summary>
public sealed partial class Types : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-types");

    /// <summary>Whether what needs root and changes the machine is there too.</summary>
    public bool Privileged { get; set; }

    public override void Compose(Roles roles)
    {
        roles.Add<FileExample>(role => role.Folder = Folder / "file").Tags("file");
        roles.Add<DirectoryExample>(role => role.Folder = Folder / "directory").Tags("directory");
        roles.Add<LinkExample>(role => role.Folder = Folder / "link").Tags("link");
        roles.Add<OwnsExample>(role => role.Folder = Folder / "owns").Tags("owns");
        roles.Add<CommandExample>(role => role.Folder = Folder / "command").Tags("command");
        roles.Add<ShellExample>(role => role.Folder = Folder / "shell").Tags("shell");
        roles.Add<EchoExample>().Tags("echo");
        roles.Add<AssertExample>().Tags("assert");
        roles.Add<FailExample>().Tags("fail");
        roles.Add<DebugFactsExample>().Tags("debug-facts");
        if (Privileged)
        {
            roles.Add<UserExample>().Tags("user");
            roles.Add<GroupExample>().Tags("group");
            roles.Add<PackageExample>().Tags("package");
            roles.Add<ServiceExample>().Tags("service");
        }
    }
}
