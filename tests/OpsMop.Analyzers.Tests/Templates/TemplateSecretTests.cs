namespace OpsMop.Analyzers.Tests.Templates;

/// <summary>Files that others can read, made from templates that write secrets.</summary>
public sealed class TemplateSecretTests
{
    [Theory]
    [InlineData("Conf()", "Text Conf()", "{{ password }}")]
    [InlineData("Conf()", "Text Conf()", "{% set p = password %}{{ p }}")]
    [InlineData("Conf()", "Text Conf()", "{{ 'x' if domain else password }}")]
    [InlineData("Conf()", "Text Conf()", "{% include 'b.j2' %}")]
    [InlineData("Conf(Password)", "Text Conf(Secret key)", "key={{ key }}")]
    [InlineData("Conf(Accounts)", "Text Conf(IReadOnlyList<Account> accounts)", "{% for a in accounts %}{{ a.name }}:{{ a.password }}{% endfor %}")]
    [InlineData("Conf(Accounts)", "Text Conf(IReadOnlyList<Account> accounts)", "{{ accounts | map(attribute='password') | join(',') }}")]
    [InlineData("Conf($\"p={Password}\")", "Text Conf(Text line)", "{{ line }}")]
    [InlineData("$\"# head\\n{Conf()}\"", "Text Conf()", "{{ password }}")]
    public async Task A_text_with_a_secret_is_not_for_everybody(string content, string method, string template)
    {
        Assert.Equal(["OPM4001"], await FindAsync($"host.File(\"/x\").Content({content}).Mode(\"0644\");", method, template));
        Assert.Empty(await FindAsync($"host.File(\"/x\").Content({content}).Mode(\"0600\");", method, template));
    }

    [Theory]
    [InlineData("Conf()", "Text Conf()", "{{ domain }}")]
    [InlineData("Conf()", "Text Conf()", "{% if password %}auth{% endif %}{{ 'on' if password else 'off' }}{{ password | length }}")]
    [InlineData("Conf(Accounts)", "Text Conf(IReadOnlyList<Account> accounts)", "{% for a in accounts %}{{ a.name }}{% endfor %}")]
    [InlineData("Conf($\"p={Domain}\")", "Text Conf(Text line)", "{{ line }}")]
    [InlineData("Conf($\"p={Password}\")", "Text Conf(Text line)", "{% if line %}there{% endif %}")]
    public async Task A_text_without_one_is(string content, string method, string template) =>
        Assert.Empty(await FindAsync($"host.File(\"/x\").Content({content}).Mode(\"0644\");", method, template));

    [Fact]
    public async Task A_text_from_a_template_is_no_string() =>
        Assert.Equal(["OPM4001"], await FindAsync("Console.WriteLine($\"{Conf()}\");", "Text Conf()", "{{ password }}"));

    private static async Task<IEnumerable<string>> FindAsync(string body, string method, string template)
    {
        var found = await PolicyProject.Of(("/src/Policy.cs", $$"""
            public sealed record Account(string Name, Secret Password);

            public sealed partial class Site : Role
            {
                public string Domain { get; set; } = "";
                public Secret Password { get; set; } = null!;
                public IReadOnlyList<Account> Accounts { get; set; } = [];

                public override void Define(Host host)
                {
                    {{body}}
                }

                [Template("templates/a.j2")] private partial {{method}};
            }
            """)).WithTemplates(("templates/a.j2", template), ("templates/b.j2", "{{ password }}")).DiagnosticsAsync("CS1591", "OPM1008", "OPM3002");
        return found.Select(static one => one.Id);
    }
}
