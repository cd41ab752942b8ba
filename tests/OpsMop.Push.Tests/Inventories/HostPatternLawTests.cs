using FsCheck;
using FsCheck.Fluent;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>Patterns are sets: whatever is joined, kept and taken away obeys their laws.</summary>
public sealed class HostPatternLawTests
{
    private static readonly string[] s_atoms =
        ["all", "*", "g0", "g1", "g2", "g3", "ungrouped", "h1", "h7", "h1*", "h?", "h[2-4]", "h[0:5]", "g1[0]", "g2[-1]", "~h[135]", "h[2:9]"];

    private static readonly Inventory s_inventory = Make();

    private static Arbitrary<string> Atoms => Arb.From(Gen.Elements(s_atoms));

    [Fact]
    public void Union_is_commutative_associative_and_idempotent() => Prop.ForAll(Atoms, Atoms, Atoms, (a, b, c) =>
        Set($"{a}:{b}").SetEquals(Set($"{b},{a}")) && Set($"{a}:{b}:{c}").SetEquals(Set($"{c}:{a}:{b}")) && Set($"{a}:{a}").SetEquals(Set(a))
        && Set($"{a}:{b}").SetEquals(Set(a).Union(Set(b)))).QuickCheckThrowOnFailure();

    [Fact]
    public void Intersection_and_exclusion_are_those_of_sets_wherever_they_stand() => Prop.ForAll(Atoms, Atoms, Atoms, (a, b, c) =>
        Set($"{a}:&{b}").SetEquals(Set(a).Intersect(Set(b))) && Set($"{a}:!{b}").SetEquals(Set(a).Except(Set(b)))
        && Set($"{a}:&{b}:!{c}").SetEquals(Set($"!{c}:&{b}:{a}")) && Set($"{a}:!{b}:!{c}").SetEquals(Set(a).Except(Set($"{b}:{c}")))).QuickCheckThrowOnFailure();

    [Fact]
    public void De_Morgan_holds() => Prop.ForAll(Atoms, Atoms, (a, b) =>
        Set($"!{a}:!{b}").SetEquals(Set("all").Except(Set($"{a}:{b}"))) && Set($"{a}:&{b}").SetEquals(Set("all").Except(Set($"!{a}").Union(Set($"!{b}"))))).QuickCheckThrowOnFailure();

    [Fact]
    public void No_text_makes_a_pattern_throw() => Prop.ForAll(ArbMap.Default.ArbFor<string>(), text =>
    {
        HostPattern pattern = text;
        var selection = s_inventory.Select(pattern, HostSets.None);
        return text is null ? !pattern.IsGiven : pattern.Value == text && (pattern.Error is null || selection.Errors.Count == 1);
    }).QuickCheckThrowOnFailure();

    private static HashSet<string> Set(string pattern)
    {
        var hosts = s_inventory.Select(pattern);
        Assert.Equal(hosts.Count, hosts.Distinct().Count());
        return [.. hosts.Select(host => host.Name)];
    }

    private static Inventory Make()
    {
        var inventory = new Inventory();
        for (var i = 0; i < 20; i++)
        {
            var host = inventory.Host($"h{i}");
            for (var group = 0; group < 4; group++)
            {
                if (i < 16 && i % (group + 2) == 0)
                {
                    host.In($"g{group}");
                }
            }
        }

        inventory.Group("g3").Contains("g0");
        return inventory;
    }
}
