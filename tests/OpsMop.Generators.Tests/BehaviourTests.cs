using System.Runtime.CompilerServices;
using System.Buffers;
using System.Reflection;
using System.Text;
using System.Text.Json;

namespace OpsMop.Generators.Tests;

/// <summary>Generated code is compiled, loaded and run: the types in one assembly, the policy in another.</summary>
public class BehaviourTests
{
    private static readonly Lazy<Assembly> s_policies = new(static () =>
    {
        var types = Generated.From(Generated.Compile([Sample.Types], "Types")).ShouldCompile();
        var image = types.Emit();
        var policies = Generated.From(Generated.Compile([Sample.Roles, Cases], "Policies", Microsoft.CodeAnalysis.MetadataReference.CreateFromImage(image))).ShouldCompile();
        return policies.Load(image);
    });

    private const string Cases = """
        #pragma warning disable CS1591
        using Contoso.Types;
        using OpsMop;
        namespace Contoso;
        public sealed partial class Faulty : Role
        {
            public override void Define(Host host)
            {
                using (host.With(owner: "app", mode: "0640"))
                {
                    host.File("/scope");
                    host.File("/scope/own").Mode("0600").Owner("root");
                }

                host.File("relative");
                host.File("/both")
                    .Content("a")
                    .Url("https://example.org/x")
                    .Absent();
                host.File("/values")
                    .Mode("rwx")
                    .Tries(11)
                    .Kind("c")
                    .Url("nowhere")
                    .Owner("nobody")
                    .Groups("a", "b")
                    .Groups(["c", "d"]);
                host.File("/needs").Checksum("00");
                host.File("/edge").Link(host.Link("/l", 7)).Ports(80, 70000).Environment("a", "b").Running().Enabled(false);
                host.Shell($"echo 'it is {host.Name}'");
                host.Echo($"a {1} text");
            }
        }
        """;

    [Fact]
    public void A_policy_has_the_registries_of_all_that_it_references()
    {
        var policy = (Policy)Activator.CreateInstance(s_policies.Value.GetType("Contoso.Hello")!)!;
        Assert.Equal(["echo", "file", "link", "shell"], policy.Registry.Types.Select(type => type.Name));
        Assert.Equal("A regular file: its content and its metadata.", policy.Registry.Types[1].Summary);
        var provider = Assert.Single(policy.Registry.Providers);
        Assert.Equal(("posix", true, "linux"), (provider.Name, provider.IsDefault, provider.Platforms.Single()));
        Assert.IsAssignableFrom<Provider>(provider.Create((Resource)RuntimeHelpers.GetUninitializedObject(provider.ResourceType)));
        Assert.Null(provider.Create((Resource)RuntimeHelpers.GetUninitializedObject(policy.Registry.Types[0].ClrType)));
    }

    [Fact]
    public void A_registry_makes_each_of_its_roles()
    {
        var policy = (Policy)Activator.CreateInstance(s_policies.Value.GetType("Contoso.Hello")!)!;

        Assert.Equal(["faulty", "greeting", "upgrade"], policy.Registry.Roles.Select(role => role.Name));
        foreach (var role in policy.Registry.Roles)
        {
            var made = role.Create!();
            Assert.Equal((role.ClrType, role.Type), (made.GetType(), made.GetType().FullName));
            Assert.NotSame(made, role.Create());
        }
    }

    [Fact]
    public void Generated_code_of_an_older_contract_is_taken_and_that_of_a_newer_one_is_not()
    {
        Assert.Empty(new ResourceRegistry(1, "Old", [], []).Roles);
        Assert.Empty(new ResourceRegistry(1, "Old", [], [], []).Roles);
        Assert.Throws<NotSupportedException>(() => new ResourceRegistry(ResourceRegistry.ContractVersion + 1, "New", [], [], [], []));
    }

    [Fact]
    public void Every_schema_is_json()
    {
        foreach (var type in ((Policy)Activator.CreateInstance(s_policies.Value.GetType("Contoso.Hello")!)!).Registry.Types)
        {
            using var schema = JsonDocument.Parse(type.JsonSchema);
            Assert.Equal(type.Name, schema.RootElement.GetProperty("title").GetString());
            foreach (var property in schema.RootElement.GetProperty("properties").EnumerateObject())
            {
                Assert.Equal(property.Value.EnumerateObject().Count(), property.Value.EnumerateObject().Select(member => member.Name).Distinct().Count());
            }
        }
    }

    [Fact]
    public void Validation_reports_each_constraint_at_the_line_that_broke_it()
    {
        var findings = new List<Finding>();
        foreach (var builder in Define("Contoso.Faulty"))
        {
            new Validation(findings).Check(builder, builder.Finished);
        }

        var line = 15;
        Assert.Equal(
            [
                $"{line + 0}: OPM2004 File[relative]",
                $"{line + 3}: OPM2001 File[/both]: Url and Content",
                $"{line + 4}: OPM2001 File[/both]: Absent and Content",
                $"{line + 4}: OPM2001 File[/both]: Absent and Url",
                $"{line + 9}: OPM2004 File[/values]: Url",
                $"{line + 6}: OPM2004 File[/values]: Mode",
                $"{line + 12}: OPM2004 File[/values]: Groups",
                $"{line + 7}: OPM2004 File[/values]: Tries",
                $"{line + 8}: OPM2004 File[/values]: Kind",
                $"{line + 10}: CONTOSO1 File[/values]: nobody",
                $"{line + 13}: OPM2004 File[/needs]: Checksum",
                $"{line + 13}: OPM2003 File[/needs]: Checksum",
                $"{line + 14}: OPM2004 File[/edge]: Ports",
                $"{line + 15}: OPM4006 Shell: Command",
            ],
            findings.Select(finding => $"{finding.Location.Line}: {finding.Id} {finding.Message}"),
            static (expected, actual) => actual.StartsWith(expected, StringComparison.Ordinal));
    }

    [Fact]
    public void Builders_give_resources_what_the_policy_said()
    {
        var resources = Define("Contoso.Faulty").ToDictionary(builder => builder.Finished.Name, builder => builder.Finished);
        Assert.Equal("0640", Get(resources["File[/scope]"], "Mode")!.ToString());
        Assert.Equal("app", Get(resources["File[/scope]"], "Owner"));
        Assert.Equal("0600", Get(resources["File[/scope/own]"], "Mode")!.ToString());
        Assert.Equal("/bin/sh", Get(resources["File[/scope]"], "Shell"));
        Assert.Null(Get(resources["File[/scope]"], "Groups"));
        Assert.Equal(["a", "b", "c", "d"], (IEnumerable<string>)Get(resources["File[/values]"], "Groups")!);
        Assert.Equal("Running", Get(resources["File[/edge]"], "State")!.ToString());
        Assert.Equal(false, Get(resources["File[/edge]"], "Enabled"));
        var edges = new List<Resource>();
        resources["File[/edge]"].AddEdges(edges);
        Assert.Equal("Link[/l|7]", Assert.Single(edges).Name);
        var claims = new ClaimSet();
        resources["File[/edge]"].AddClaims(claims);
        Assert.True(claims.Contains(Claim.Path, "/edge"));
    }

    [Fact]
    public void An_interpolated_string_stays_a_secret_text()
    {
        var role = Role("Contoso.Greeting");
        Read(role, "Password", "\"hunter2\"");
        var echo = Define(role).Select(builder => builder.Finished).Single(resource => resource.Descriptor.Name == "echo");
        var text = (Text)Get(echo, "Message")!;
        Assert.True(text.IsSecret);
        Assert.DoesNotContain("hunter2", text.ToString(), StringComparison.Ordinal);
        var findings = new List<Finding>();
        new Validation(findings).Check(Define(role).Single(builder => builder.Finished.Descriptor.Name == "echo"), echo);
        Assert.Equal("OPM4001", Assert.Single(findings).Id);
    }

    [Theory]
    [InlineData("Message", "\"hello\"")]
    [InlineData("Sites", """[{"name":"a","must":"m","port":"80","parts":[{"name":"b","must":"","port":null,"parts":null,"level":"lowValue","key":"k"}],"level":"high","key":null}]""")]
    [InlineData("Numbers2", """{"a":1,"b b":null}""")]
    [InlineData("Numbers2", "null")]
    [InlineData("Mode", "\"0644\"")]
    [InlineData("Password", "\"p\"")]
    [InlineData("Banner", """["a ",{"secret":"s"}," b"]""")]
    [InlineData("Level", "\"lowValue\"")]
    public void What_is_written_is_what_was_read(string variable, string data)
    {
        var role = Role("Contoso.Greeting");
        Read(role, variable, data);
        Assert.Equal(data, Write(role, variable));
    }

    [Theory]
    [InlineData("Sites", """[{"NAME":"a","must":"m"}]""", """[{"name":"a","must":"m","port":null,"parts":null,"level":"high","key":null}]""")]
    [InlineData("Level", "\"low-value\"", "\"lowValue\"")]
    [InlineData("Message", "1.10", "\"1.10\"")]
    [InlineData("Numbers2", """{"a":"17"}""", """{"a":17}""")]
    public void People_may_write_it_as_they_like(string variable, string data, string expected)
    {
        var role = Role("Contoso.Greeting");
        Read(role, variable, data);
        Assert.Equal(expected, Write(role, variable));
    }

    [Theory]
    [InlineData("Numbers2", """{"a":"abc"}""", "a", "expected a whole number, found \"abc\"")]
    [InlineData("Numbers2", "[]", "", "expected a mapping, found a list")]
    [InlineData("Numbers2", """{"a":3000000000}""", "a", "expected a whole number from -2147483648 to 2147483647, found 3000000000")]
    [InlineData("Sites", """[{"name":"a","must":"m","prot":80}]""", "[0]", "'prot' is not known here; expected name, must, port, parts, level, key. Did you mean 'port'?")]
    [InlineData("Sites", """[{"name":"a"}]""", "[0]", "must is missing")]
    [InlineData("Sites", """[{"name":"a","must":"m","parts":[{"name":{},"must":""}]}]""", "[0].parts[0].name", "expected text, found a mapping")]
    [InlineData("Sites", """[{"name":"a","must":"m","port":70000}]""", "[0].port", "70000")]
    [InlineData("Level", "\"hihg\"", "", "expected one of lowValue, high, found \"hihg\". Did you mean 'high'?")]
    [InlineData("Password", "[1]", "", "expected the text of a secret, found a list")]
    [InlineData("Message", "null", "", "expected text, found nothing")]
    public void A_wrong_value_is_named_with_its_place(string variable, string data, string path, string message)
    {
        var fault = Assert.Throws<VariableException>(() => Read(Role("Contoso.Greeting"), variable, data));
        Assert.Equal(path, fault.Path);
        Assert.Contains(message, fault.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Variables_know_what_people_ask_of_them()
    {
        var variables = Role("Contoso.Greeting").Variables.ToDictionary(variable => variable.Name);
        Assert.Equal(["Message", "Sites", "Numbers2", "Mode", "Password", "Banner", "Level", "Old"], variables.Keys);
        Assert.True(variables["Message"] is { IsRequired: true, IsText: true, Summary: "What to say.", TypeName: "text" });
        Assert.True(variables["Password"].IsSecret);
        Assert.True(variables["Sites"].IsSecret);
        Assert.Equal("use Message", variables["Old"].Obsolete);
        Assert.Equal("mapping to whole numbers", variables["Numbers2"].TypeName);
    }

    private static RoleBase Role(string name) => (RoleBase)Activator.CreateInstance(s_policies.Value.GetType(name)!)!;

    private static object? Get(Resource resource, string property) => resource.GetType().GetProperty(property)!.GetValue(resource);

    private static List<ResourceBuilder> Define(string role) => Define(Role(role));

    private static List<ResourceBuilder> Define(RoleBase role)
    {
        var root = new Block(BlockKind.Role, default);
        var host = new Host(new HostInfo("web1", [], null!, null!), root);
        ((Role)role).Define(host);
        return [.. root.Children.OfType<ResourceNode>().Select(node => node.Builder)];
    }

    private static void Read(RoleBase role, string variable, string data)
    {
        using var document = JsonDocument.Parse(data);
        role.Variables.Single(candidate => candidate.Name == variable).Read(role, document.RootElement);
    }

    private static string Write(RoleBase role, string variable)
    {
        var buffer = new ArrayBufferWriter<byte>();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            role.Variables.Single(candidate => candidate.Name == variable).Write(role, writer);
        }

        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }
}
