// Secrets in records that print themselves without them, in sets, tables, patterns, exceptions and conditions.
public sealed record Db(string Name, Secret Password)
{
    public override string ToString() => Name;
    public Text Line => $"{Name}:{Password}\n";
}
public sealed record Site2(string Name, IReadOnlyList<Db> Dbs);
public sealed partial class S : Role
{
    public IReadOnlyList<Site2> Sites { get; set; } = [];
    public Secret? Maybe { get; set; }
    public override void Define(Host host)
    {
        foreach (var site in Sites)
        {
            host.Echo($"{site.Name} {site.Dbs.Count} {string.Join(", ", site.Dbs.Select(db => db.Name))}");
            Text all = site.Dbs.Select(db => db.Line).Aggregate(Text.Empty, (sum, line) => sum + line);
            host.File($"/etc/{site.Name}").Content(all).Mode("0600");
            foreach (var db in site.Dbs) { host.Echo($"{db}"); host.Echo($"{db.Name} has {(db.Password == Maybe ? "the same" : "another")} password"); }
            if (site.Dbs is [{ Password: var first }, ..]) { host.Command($"app").SecretFile("P", first).Creates("/x"); }
            var set = site.Dbs.Select(db => db.Password).ToHashSet();
            host.Echo($"{set.Count} {set.Contains(Maybe!)} {Maybe?.Equals(null)} {Maybe is { }}");
            Text t = Maybe is null ? "" : Wrap(Maybe);
            host.File("/m").Content(t).Mode(Maybe is null ? "0644" : "0600");
            var lookup = site.Dbs.ToDictionary(db => db.Name, db => (Text)$"{db.Password}");
            host.File("/n").Content(lookup.TryGetValue("x", out var found) ? found : "none").Mode("0600");
            object o = Maybe!;
            if (o is Secret s2) { host.File("/o").Content($"{s2}").Mode("0400"); }
            throw new InvalidOperationException($"{site.Name} {nameof(Maybe)} {site}");
        }
    }
    private static Text Wrap(Secret secret) { Text t; t = $"a={secret}"; return t; }
}
