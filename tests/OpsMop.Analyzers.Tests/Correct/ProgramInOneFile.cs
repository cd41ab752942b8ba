// A program in one file: top-level statements, and a policy that reads the environment where it may.
using System.ComponentModel;
return await Cli.RunAsync<Main>(args);

public sealed partial class Main : Policy
{
    public override void Compose(Roles roles) { roles.Add<One>(); if (Environment.GetEnvironmentVariable("X") is { } x) roles.Add<One>(x); }
}

public sealed partial class One : Role
{
    [Description("word")] public string Word { get; init; } = "w";
    public override void Define(Host host) => host.Echo(Word);
}
