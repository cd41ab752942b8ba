/// <summary>A policy as any other; here the program that runs it sets its variables.</summary>
public sealed partial class Motd : Policy
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Compose(Roles roles) => roles.Add<Message>(message => message.Folder = Folder);
}
