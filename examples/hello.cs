#!/usr/bin/env dotnet
#:package OpsMop@*
#:property PublishAot=false

return await Cli.RunAsync<Hello>(args);

public sealed partial class Hello : Policy
{
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-hello");

    public override void Compose(Roles roles) => roles.Add<Greeting>(role => role.Folder = Folder);
}

public sealed partial class Greeting : Role
{
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755");
        var greeting = host.File(Folder / "greeting.txt").Content("Hello OpsMop World!\n").Mode("0644");
        host.Echo($"{Folder} is new").WhenChanged(greeting);
    }
}
