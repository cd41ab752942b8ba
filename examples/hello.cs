#!/usr/bin/env dotnet
#:package OpsMop@*
#:property PublishAot=false
// (A file is published natively by default, and then even "dotnet run" asks the registry for the native compiler.)

return await Cli.RunAsync<Hello>(args);

public sealed partial class Hello : Policy
{
    public string Say { get; set; } = "Congratulations";

    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-hello");

    public override void Compose(Roles roles) =>
        roles.Add<Greeting>(role =>
        {
            role.Folder = Folder;
            role.Message = $"Hello OpsMop World! {Say}!";
        });
}

public sealed partial class Greeting : Role
{
    public AbsolutePath Folder { get; set; }

    [Required] public string Message { get; set; } = "";

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755");
        var greeting = host.File(Folder / "greeting.txt").Content($"{Message}\n").Mode("0644");
        host.Echo(Message).WhenChanged(greeting);
    }
}
