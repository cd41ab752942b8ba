// Addresses that are built in many ways, with their checksums: from records, by an extension method, by choice; and addresses that are no downloads.
public sealed partial class Tools : Role
{
    private const string Server = "https://example.org";

    public IReadOnlyList<Tool> All { get; set; } = [];

    public bool Local { get; set; }

    public override void Define(Host host)
    {
        foreach (var tool in All)
        {
            host.File($"/opt/{tool.Name}").Mode("0755").From($"{Server}/{tool.Name}-{tool.Version}", tool.Sum);
        }

        var sum = (Sha256)"786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6";
        var file = host.File("/opt/base").Mode("0644");
        file.Url(Local ? "file:///media/base" : $"{Server}/base").Checksum(sum);
        host.File("/opt/probe").Mode("0644").Url("http://localhost:9000/probe").Checksum(sum);
        host.File("/opt/copy").Mode("0644").Url("file:///media/copy");
        host.File("/opt/page").Mode("0644").Content("see http://example.org\n");
    }
}

public sealed record Tool(string Name, string Version, Sha256 Sum);

public static class Fetched
{
    public static FileBuilder From(this FileBuilder file, string url, Sha256 sum) => file.Url(url).Checksum(sum);
}
