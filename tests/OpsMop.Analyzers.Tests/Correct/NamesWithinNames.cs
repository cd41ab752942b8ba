// File-scoped namespaces, nested types, aliases, classes with the names of the language's types, roles in records' files, using static, extension members by alias.
namespace Contoso.Infrastructure.Roles;

using static Contoso.Infrastructure.Roles.Defaults;
using Make = System.Func<OpsMop.Host, string, OpsMop.FileBuilder>;
using Words = System.Collections.Generic.IReadOnlyDictionary<string, string>;

public static class Defaults
{
    public const string Prefix = "/etc/contoso";

    public static string In(this string name, string folder = Prefix) => $"{folder}/{name}";
}

public sealed class File
{
    public static bool Exists(string name) => name.Length > 0;

    public static string ReadAllText(string name) => name;
}

public sealed class Environment
{
    public static string MachineName => "contoso";
}

public static class Random
{
    public static int Next() => 4;
}

public sealed partial class Outer : OpsMop.Role
{
    private static readonly Make s_make = static (host, name) => host.File(name.In()).Mode("0644");

    public Words Values { get; set; } = new Dictionary<string, string>();

    public override void Define(OpsMop.Host host)
    {
        if (File.Exists("a") && Environment.MachineName == File.ReadAllText("contoso"))
        {
            s_make(host, "a").Content($"{Random.Next()}\n");
        }

        foreach (var @class in Values.Keys)
        {
            s_make(host, @class.In("/srv")).Content(Values[@class]);
        }

        host.Include<Inner.Deep>(deep => deep.Name = nameof(Inner));
        var name = "b".In();
        host.File(name).Content(Inner.Host("x")).Mode("0644");
    }

    public static partial class Inner
    {
        public static string Host(string secret) => secret;

        public sealed partial class Deep : Role
        {
            public string Name { get; set; } = "deep";

            public override void Define(Host host) => host.Directory($"{Prefix}/{Name}").Mode("0755");
        }
    }
}
