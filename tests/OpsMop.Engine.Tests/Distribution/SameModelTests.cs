using System.Collections;
using System.Globalization;
using System.Text;
using OpsMop.Engine.Distribution;
using OpsMop.Engine.Model;
using OpsMop.Engine.Tests.Running;
using OpsMop.Engine.Variables;

namespace OpsMop.Engine.Tests.Distribution;

/// <summary>What an agent makes of what it is sent is what a local run makes of the policy, whatever the data.</summary>
public sealed class SameModelTests : IDisposable
{
    private static readonly string[] s_everything =
    [
        "\"greeting\":\"plain\"", "\"greeting\":\"\"", "\"greeting\":\"\\u00e9 \\ud83d\\ude00 \\\"quoted\\\" \\n\"", "\"greeting\":1.10", "\"unset\":\"set\"", "\"nothing\":null",
        "\"nothing\":\"something\"", "\"workers\":-7", "\"ratio\":1e300", "\"ratio\":0.30000000000000004", "\"enabled\":true", "\"enabled\":null", "\"mood\":\"wild\"", "\"port\":8080",
        "\"mode\":\"u=rw,go=r\"", "\"mode\":null", "\"password\":\"hunter22\"", "\"banner\":\"text\"", "\"banner\":[\"public \",{\"secret\":\"hunter22\"},\" end\"]",
        "\"backends\":[]", "\"backends\":[{\"name\":\"a\",\"port\":1},{\"name\":\"b\",\"port\":\"65535\",\"token\":\"t0ken\"}]", "\"numbers\":{\"a\":[1,2],\"B b\":[]}", "\"threads\":3",
    ];

    private static readonly Action<Everything>?[] s_lambdas =
    [
        null,
        role => role.Greeting = "lambda",
        role => (role.Password, role.Mode, role.Port) = (Secret.Adopt("pa55"), "0400", 443),
        role => role.Banner = $"it is {Secret.Adopt("pa55")}, {role.Workers}",
        role => role.Backends = [.. role.Backends, new Backend("more", 9) { Token = Secret.Adopt("x") }],
        role => role.Numbers["lambda"] = [.. Enumerable.Range(0, role.Backends.Count)],
        role => role.Ratio = double.PositiveInfinity,
    ];

    private readonly TestFleet _fleet = new();

    [Fact]
    public async Task For_all_data()
    {
        var random = new Random(1);
        for (var round = 0; round < 80; round++)
        {
            _fleet.Environment.Clear();
            _fleet.Layers.Clear();
            _fleet.Settings.Clear();
            _fleet.Environment.Add(Layer(random, VariableLayerKind.Environment));
            _fleet.Layers.AddRange([Layer(random, VariableLayerKind.Group), Layer(random, VariableLayerKind.Group), Layer(random, VariableLayerKind.Host)]);
            foreach (var setting in (string[])["everything.greeting=set", "second.workers=12", "other.word=o", "included.count=4", "whole.port=99", "deploying.version=2", "say=policy"])
            {
                if (random.Next(4) == 0)
                {
                    _fleet.Set(setting);
                }
            }

            var lambda = s_lambdas[random.Next(s_lambdas.Length)];
            var policy = new InlinePolicy(roles =>
            {
                roles.Add<Everything>("second", role => role.Banner = null).Tags("t1", "t2");
                roles.Add(lambda);
                roles.Add<Including>(role => role.Says = lambda is null ? "a" : "b");
                roles.Add(new Whole { Domain = "a.example", Port = 443 });
                roles.Add<Deploying>();
            });
            await AssertSameAsync(policy, $"round {round}");
        }
    }

    public void Dispose() => _fleet.Dispose();

    private static VariableLayer Layer(Random random, VariableLayerKind kind)
    {
        string Section() => "{" + string.Join(',', s_everything.OrderBy(_ => random.Next()).Take(random.Next(6)).DistinctBy(member => member.Split(':')[0])) + "}";
        return TestFleet.Layer(
            kind,
            $"{kind}",
            $$$"""{"everything":{{{Section()}}},"SECOND":{{{Section()}}},"included":{"word":"{{{kind}}}"},"other":{"count":{{{random.Next()}}}},"including":{"says":"{{{kind}}}"},"deploying":{}}""");
    }

    private async Task AssertSameAsync(Policy policy, string round)
    {
        var (local, localFindings) = await _fleet.ModelAsync(policy, _fleet.Local());
        var composition = await _fleet.ComposeAsync(policy);
        IReadOnlyList<Finding> found = [.. composition.Findings, .. composition.Entries.SelectMany(entry => composition.Bind(entry, _fleet.Layers).Findings)];
        Assert.DoesNotContain(found, finding => finding.IsError);
        var (agent, agentFindings) = await _fleet.ModelAsync(policy, _fleet.Options(await _fleet.OrderAsync(policy)));

        Assert.Equal(localFindings.Select(finding => finding.ToString()).Distinct().Order(), found.Concat(agentFindings).Select(finding => finding.ToString()).Distinct().Order());
        Assert.True(local.Resources.Count > 5, round);
        Assert.Contains("  Content = ", Text(local), StringComparison.Ordinal);
        Assert.Equal(Text(local), Text(agent));
    }

    private static string Text(HostModel model)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"{model.PolicyName} {model.HostName}");
        foreach (var role in model.Roles)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"role {role.RolePath} {role.Location} {string.Join(',', role.Tags)}");
        }

        foreach (var node in model.Resources)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{node.RolePath} {node.Resource.Name} {node.Resource.Location}");
            foreach (var property in node.Resource.GetType().GetProperties().Where(property => property.GetIndexParameters().Length == 0 && property.Name is not ("Descriptor" or "Node")))
            {
                text.AppendLine(CultureInfo.InvariantCulture, $"  {property.Name} = {Show(property.GetValue(node.Resource))}");
            }

            text.AppendLine(CultureInfo.InvariantCulture, $"  tags {string.Join(',', node.Resource.Common.Tags)}");
        }

        foreach (var (from, to, kind) in model.Edges)
        {
            text.AppendLine(CultureInfo.InvariantCulture, $"{from.Resource.Name} {kind} {to.Resource.Name}");
        }

        foreach (var handler in model.Handlers)
        {
            text.AppendLine(handler.Id);
        }

        return text.ToString();
    }

    private static string Show(object? value) => value switch
    {
        null => "nothing",
        Text text => $"{text.Reveal()} {string.Join(',', text.SecretRanges)}",
        Secret secret => secret.Reveal(),
        string text => text,
        IEnumerable items => string.Join(", ", items.Cast<object?>().Select(Show)),
        _ => value.ToString() ?? "",
    };
}
