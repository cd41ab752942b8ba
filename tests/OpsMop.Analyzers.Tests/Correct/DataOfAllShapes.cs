// Variables of all shapes that are data: nested records, lists of dictionaries, enums with flags, nullable structs, init and required, interfaces of lists, inherited ones.
[Flags]
public enum Rights
{
    None = 0,
    Read = 1,
    Write = 2,
}

public sealed record Endpoint(string Name, Port Port = default)
{
    public Duration? Timeout { get; init; }

    public Rights Rights { get; init; } = Rights.Read | Rights.Write;

    public IReadOnlyDictionary<string, IReadOnlyList<string>> Headers { get; init; } = new Dictionary<string, IReadOnlyList<string>>();
}

public readonly record struct Window(int From, int To)
{
    public bool IsWide => To - From > 10;
}

public abstract class Shaped : Role
{
    [Range(0, 9.5)]
    public double Load { get; set; } = 1.5;

    [AllowedValues("info", "debug")]
    public string Level { get; set; } = "info";

    protected string Prefix { get; set; } = "shaped";
}

public sealed partial class Shapes : Shaped
{
    public IReadOnlyList<Endpoint> Endpoints { get; set; } = [];

    public IReadOnlyDictionary<string, Endpoint> Named { get; set; } = new Dictionary<string, Endpoint>();

    public Window? Window { get; set; }

    public DayOfWeek? Day { get; set; }

    public long? Bytes { get; set; }

    public UnixMode Mode { get; set; } = "0640";

    public Sha256? Digest { get; set; }

    public Text Banner { get; set; } = "";

    public string Title => $"{Prefix} {Endpoints.Count}";

    internal int Seen { get; private set; }

    public override void Define(Host host)
    {
        Seen = Named.Count;
        var wide = Window is { IsWide: true, From: var from } ? from : 0;
        foreach (var endpoint in Endpoints.Concat(Named.Values).DistinctBy(endpoint => endpoint.Name))
        {
            var headers = endpoint.Headers.SelectMany(header => header.Value, (header, value) => $"{header.Key}: {value}");
            host.File($"/etc/{Prefix}/{endpoint.Name}").Mode(Mode).Content($"""
                port {(endpoint.Port.IsGiven ? endpoint.Port : 80)}
                rights {endpoint.Rights:D}
                timeout {endpoint.Timeout ?? "30s"}
                wide {wide} {Bytes.GetValueOrDefault()} {Day?.ToString() ?? "never"} {Load:0.0}
                {string.Join('\n', headers)}
                {Banner}
                """);
        }

        var download = host.File($"/opt/{Prefix}.tar").Mode("0644");
        if (Digest is { } digest)
        {
            download.Url("https://example.org/shapes.tar").Checksum(digest);
        }
        else
        {
            download.Source("files/shapes.tar");
        }
    }
}

public sealed partial class Plan : Policy
{
    public string Stage { get; set; } = "test";

    public override void Compose(Roles roles)
    {
        var one = new Endpoint("one", 8080) { Timeout = "1m" };
        roles.Add<Shapes>(shapes =>
        {
            shapes.Endpoints = [one, one with { Name = "two", Port = 8081 }];
            shapes.Level = Stage switch { "test" => "debug", _ => "info" };
            shapes.Window = new(1, 20);
            shapes.Load = 0;
        });
    }
}
