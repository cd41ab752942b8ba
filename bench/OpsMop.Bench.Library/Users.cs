/// <summary>Accounts of people.</summary>
public sealed partial class Users : Role
{
    public int Count { get; set; }

    public override void Define(Host host)
    {
        for (var i = 1; i <= Count; i++)
        {
            host.User($"bench{i}").Comment("Bench").Shell("/bin/bash").Groups("users");
        }
    }
}
