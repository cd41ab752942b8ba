using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OpsMop.Engine.Tests.Systems;

/// <summary>
/// Random sequences of effects in a world so small that they meet: three names, three levels, links that lead up, down, astray
/// and in circles. Half of them fail, and how they fail is compared too.
/// </summary>
internal static class RandomEffects
{
    internal static readonly string[] Paths = AllPaths();

    private static readonly string[] Targets = ["/w/a", "b", "../c", "/w/a/b", "missing", "a/..", "/w/c", ".", "c/a", "/w"];
    private static readonly string[] Modes = ["0644", "0755", "0600", "4755", "2755", "2644", "6711"];
    private static readonly string[] Owners = ["root", "app", "web"];
    private static readonly string[] Contents = ["", "one\n", "two\n", "three\n"];

    internal enum Verb
    {
        Write,
        Stage,
        MakeDirectory,
        Link,
        SetMode,
        SetOwner,
        Delete,
        DeleteTree,
        Ask,
    }

    internal static Arbitrary<Effect[]> Sequences { get; } = Arb.From(
        (from verb in Gen.Elements(Enum.GetValues<Verb>().Except([Verb.Ask]).Concat([Verb.MakeDirectory, Verb.MakeDirectory, Verb.Write, Verb.Link]).ToArray())
         from path in Gen.Elements(Paths)
         from target in Gen.Elements(Targets)
         from mode in Gen.Elements(Modes)
         from owner in Gen.Elements(Owners)
         from content in Gen.Elements(Contents)
         select new Effect(verb, path, target, mode, owner, content)).ArrayOf(25),
        static effects => effects.Select((_, i) => effects.Where((_, j) => j != i).ToArray()));

    /// <summary>Does one effect and says how it went.</summary>
    internal static async ValueTask<string> ApplyAsync(this ISystem system, Effect effect)
    {
        try
        {
            var metadata = new FileMetadata(effect.Mode, effect.Owner, effect.Owner);
            var content = FileContent.FromBytes(Encoding.UTF8.GetBytes(effect.Content));
            switch (effect.Verb)
            {
                case Verb.Write:
                    await system.WriteAsync(effect.Path, content, metadata);
                    break;
                case Verb.Stage:
                    await using (var staged = await system.StageAsync(effect.Path, content, metadata))
                    {
                        if (effect.Content.Length > 0)
                        {
                            await staged.CommitAsync();
                        }
                    }

                    break;
                case Verb.MakeDirectory:
                    await system.CreateDirectoryAsync(effect.Path, metadata);
                    break;
                case Verb.Link:
                    await system.CreateLinkAsync(effect.Path, effect.Target, effect.Owner, effect.Owner);
                    break;
                case Verb.SetMode:
                    await system.SetModeAsync(effect.Path, effect.Mode);
                    break;
                case Verb.SetOwner:
                    await system.SetOwnerAsync(effect.Path, effect.Owner, effect.Content.Length == 0 ? null : effect.Owner);
                    break;
                case Verb.Ask:
                    await system.StatAsync(effect.Path, follow: true);
                    break;
                default:
                    await system.DeleteAsync(effect.Path, effect.Verb == Verb.DeleteTree);
                    break;
            }

            return "done";
        }
        catch (SystemFaultException fault)
        {
            return fault.Fault.ToString();
        }
    }

    /// <summary>All that can be asked about every path of the world, as text.</summary>
    internal static async ValueTask<string> InterrogateAsync(this ISystemReader system)
    {
        var text = new StringBuilder();
        foreach (var path in Paths)
        {
            text.Append(path).Append(": ");
            text.Append(Say(await TryAsync(() => system.StatAsync(path)))).Append(" | ");
            text.Append(Say(await TryAsync(() => system.StatAsync(path, follow: true)))).Append(" | ");
            text.Append(await TryAsync(async () => Encoding.UTF8.GetString((await system.ReadAsync(path)).Span))).Append(" | ");
            text.Append(await TryAsync(() => system.HasContentAsync(path, FileContent.FromBytes("one\n"u8.ToArray())))).Append(" | ");
            text.Append(await TryAsync(() => system.ReadLinkAsync(path))).Append(" | ");
            text.Append(await TryAsync(async () => string.Join(',', await system.ListAsync(path)))).Append('\n');
        }

        return text.ToString();
    }

    private static string Say(object? status) => status is not FileStatus file
        ? status?.ToString() ?? "nothing"
        : $"{file.Kind} {(file.IsLink ? "" : file.Mode)} {file.Owner}:{file.Group}{(file.IsFile ? " " + file.Size : "")}";

    private static async ValueTask<object?> TryAsync<T>(Func<ValueTask<T>> ask)
    {
        try
        {
            return await ask();
        }
        catch (SystemFaultException fault)
        {
            return fault.Fault;
        }
    }

    private static string[] AllPaths()
    {
        string[] names = ["a", "b", "c"];
        var one = names.Select(name => "/w/" + name).ToArray();
        var two = one.SelectMany(path => names.Select(name => path + "/" + name)).ToArray();
        return [.. one, .. two, .. two.SelectMany(path => names.Take(2).Select(name => path + "/" + name))];
    }

    internal sealed record Effect(Verb Verb, string Path, string Target, string Mode, string Owner, string Content);
}
