// Builders in arrays, dictionaries, tuples and fields: what is set on them there, the rules cannot follow, and must not guess.
public sealed partial class Site : Role
{
    private readonly Dictionary<string, UserBuilder> _users = [];
    private FileBuilder? _conf;

    public override void Define(Host host)
    {
        _users["a"] = host.User("a").RemoveHome();
        _users["b"] = host.User("b").RemoveHome();
        foreach (var (_, user) in _users)
        {
            user.Absent();
        }

        FileBuilder[] files = [host.File("/1"), host.File("/2")];
        Array.ForEach(files, file => file.Mode("0644"));
        var (left, right) = (host.File("/3"), host.File("/4"));
        left.Mode("0644");
        right.Mode("0644");
        _conf = host.File("/5");
        _conf.Mode("0644");
        var named = new { File = host.File("/6"), Sum = host.File("/7").Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6") };
        named.File.Mode("0600");
        named.Sum.Url("https://example.org/7").Mode("0600");
        var lazy = new Lazy<FileBuilder>(() => host.File("/8").Mode("0644"));
        lazy.Value.Owner("root");
    }
}
