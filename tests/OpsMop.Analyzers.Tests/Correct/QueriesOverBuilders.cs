// LINQ over builders: ToList and ForEach, Zip, Aggregate, ToDictionary, lookups, chunks, order by hand over neighbours, local functions in queries.
public sealed partial class Queried : Role
{
    public IReadOnlyList<string> Shards { get; set; } = [];

    public override void Define(Host host)
    {
        var folders = Shards.ToDictionary(shard => shard, shard => host.Directory($"/srv/{shard}").Mode("0750"));
        var files = Shards.Select(shard => host.File($"/srv/{shard}/conf").Content(shard)).ToList();
        files.ForEach(file => file.Mode("0640"));
        foreach (var (file, shard) in files.Zip(Shards))
        {
            file.After(folders[shard]);
        }

        files.Aggregate((FileBuilder?)null, (before, file) => before is null ? file : file.After(before));
        var services = (from shard in Shards
                        let file = files[Shards.ToList().IndexOf(shard)]
                        select host.Service($"shard@{shard}").Running().Enabled().RestartOn(file)).ToArray();
        foreach (var pair in services.Chunk(2))
        {
            if (pair is [var one, var two])
            {
                two.After(one);
            }
        }

        _ = Shards.Count(Declare) > 0 || Declare("none");
        var lookup = Shards.ToLookup(shard => shard[..1], shard => host.Link($"/srv/by-letter/{shard}"));
        foreach (var letter in lookup)
        {
            foreach (var link in letter)
            {
                link.Target($"../{letter.Key}");
            }
        }

        FileBuilder? previous = null;
        for (var i = 0; i < Shards.Count; i++)
        {
            var step = host.File($"/srv/steps/{i}").Content($"{i}\n").Mode("0644");
            if (previous is not null)
            {
                step.After(previous);
            }

            previous = step;
        }

        host.Echo("all are there").After([.. files, .. folders.Values, previous ?? files[0]]);

        bool Declare(string shard)
        {
            host.Group($"shard-{shard}").System();
            return true;
        }
    }
}
