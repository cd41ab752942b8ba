namespace OpsMop.Package.Tests;

/// <summary>Templates that the compiler checks, in a project and in a single file.</summary>
[Collection(PackageCollection.Name)]
public sealed class TemplateTests(PackedFeed feed)
{
    private const string Package = """<PackageReference Include="OpsMop" Version="*" />""";

    private const string Policy = """
        public sealed partial class Shop : Policy
        {
            public AbsolutePath Folder { get; set; }

            public override void Compose(Roles roles) => roles.Add<Web>(role => role.Folder = Folder);
        }

        public sealed record Upstream(string Name, int Port, string? Comment = null);

        public sealed partial class Web : Role
        {
            public AbsolutePath Folder { get; set; }

            public string Domain { get; set; } = "example.com";

            public override void Define(Host host)
            {
                host.Directory(Folder).Mode("0755");
                host.File(Folder / "site.conf").Content(Site([new("a", 80), new("b", 81, "spare")])).Mode("0644");
            }

            [Template("templates/site.conf.j2")]
            private partial Text Site(IReadOnlyList<Upstream> upstreams);
        }
        """;

    private const string Main = "return await Cli.RunAsync<Shop>(args);\n\n";

    private const string Directives = "#:package OpsMop@*\n#:property PublishAot=false\n";

    private const string Site = "server_name {{ domain }};\n{% for u in upstreams -%}\n{% include 'parts/upstream.j2' %}\n{% endfor -%}\n";

    private const string Part = "server {{ u.name }}:{{ u.port }};";

    [Fact]
    public void An_edit_of_a_template_or_of_one_that_it_includes_is_built_and_rendered()
    {
        var project = Shop("Editing");
        Assert.DoesNotContain("warning", project.Build().Expect(0).Output.Replace("0 Warning(s)", "", StringComparison.Ordinal), StringComparison.Ordinal);
        Assert.Equal("server_name example.com;\nserver a:80;\nserver b:81;\n", Rendered(project));

        project.Write("templates/site.conf.j2", "# edited\n" + Site).Build("--no-restore").Expect(0);
        Assert.Equal("# edited\nserver_name example.com;\nserver a:80;\nserver b:81;\n", Rendered(project));

        project.Write("templates/parts/upstream.j2", "{{ u.name }} is edited").Build("--no-restore").Expect(0);
        Assert.Equal("# edited\nserver_name example.com;\na is edited\nb is edited\n", Rendered(project));

        // Edited beside the program, a template is old; built again, it is not.
        var copy = Path.Combine(project.Output, "templates", "parts", "upstream.j2");
        File.AppendAllText(copy, "!");
        Assert.Contains(
            $"{copy[(project.Folder.Length + 1)..]}: warning OPM5008: templates/parts/upstream.j2 has changed since this program was built from it",
            project.Run("validate", "--set", "folder=/srv").Expect(0).Output,
            StringComparison.Ordinal);
        project.Write("templates/parts/upstream.j2", Part).Build("--no-restore").Expect(0);
        Assert.DoesNotContain("OPM5008", project.Run("validate", "--set", "folder=/srv").Expect(0).Output, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_wrong_with_a_template_fails_the_build_at_its_line_and_column()
    {
        var project = Shop("Wrong");
        Fails("{{ domain }}\n  {{ domian }}\n", "(2,6): error CS0103");
        Fails("{% for u in upstreams %}{{ u.prot }}{% endfor %}", "(1,30): error CS1061");
        Fails("{% for u in upstreams %}\n{{ u.comment }}{% endfor %}", "(2,4): error CS8604");

        // Release knows its files below "./", and names templates all the same.
        Assert.Contains($"{project.Folder}/templates/site.conf.j2(2,4): error CS8604", project.Build("-p:Configuration=Release").Expect(1).Output, StringComparison.Ordinal);
        Fails("{{ domain }}\n{% for u in upstreams %}\n{% endfr %}", "(3,4): error OPM5001");
        Fails("{{ domain | uper }}{{ upstreams }}", "(1,13): error OPM5002");
        Fails("{% include 'parts/none.j2' %}{{ upstreams }}", "(1,12): error OPM5005");

        project.Write("templates/site.conf.j2", "{{ domain }}\n");
        Assert.Contains("Wrong.cs(25,55): warning OPM5003: ", project.Build().Expect(0).Output, StringComparison.Ordinal);
        Assert.Contains("Wrong.cs(25,55): error OPM5003: ", project.Build("-p:OpsMopRules=strict").Expect(1).Output, StringComparison.Ordinal);

        project.Write("templates/parts/upstream.j2", "\n{{ u.nam }}").Write("templates/site.conf.j2", Site);
        Assert.Contains("templates/parts/upstream.j2(2,6): error CS1061", project.Build().Expect(1).Output, StringComparison.Ordinal);

        void Fails(string template, string expected)
        {
            var output = project.Write("templates/site.conf.j2", template).Build().Expect(1).Output;
            Assert.Contains("templates/site.conf.j2" + expected, output, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Published_builds_of_two_people_are_equal_and_name_no_folder_of_theirs()
    {
        var projects = new[] { "one", "other" }.Select(who =>
        {
            var project = new ConsumerProject(feed, "Same", Package, folder: Path.Combine(who, "Same")) { Configuration = "Release" }
                .Write("Same.cs", Main + Policy).Write("templates/site.conf.j2", Site).Write("templates/parts/upstream.j2", Part);
            project.Build().Expect(0);
            return project;
        }).ToList();

        foreach (var file in (string[])["Same.dll", "Same.pdb"])
        {
            Assert.True(File.ReadAllBytes(Path.Combine(projects[0].Output, file)).AsSpan().SequenceEqual(File.ReadAllBytes(Path.Combine(projects[1].Output, file))), $"{file} depends on where it is built.");
        }

        Assert.DoesNotContain(projects[0].Folder, System.Text.Encoding.Latin1.GetString(File.ReadAllBytes(Path.Combine(projects[0].Output, "Same.pdb"))), StringComparison.Ordinal);
    }

    [Fact]
    public void A_single_file_with_templates_renders_what_either_was_edited_to()
    {
        var folder = feed.NewFolder("file-templates");
        var target = Path.Combine(folder, "target");
        Write("shop.cs", Directives + Main + Policy);
        Write("templates/site.conf.j2", Site);
        Write("templates/parts/upstream.j2", Part);
        Assert.Equal("server_name example.com;\nserver a:80;\nserver b:81;\n", Apply());

        Write("templates/parts/upstream.j2", "edited {{ u.name }}");
        Assert.Equal("server_name example.com;\nedited a\nedited b\n", Apply());

        Write("shop.cs", Directives + Main + Policy.Replace("example.com", "example.org", StringComparison.Ordinal));
        Assert.Equal("server_name example.org;\nedited a\nedited b\n", Apply());

        Write("templates/site.conf.j2", "{{ domian }}{{ upstreams }}");
        Assert.Contains("templates/site.conf.j2(1,4): error CS0103", Tool.Run(folder, "dotnet", "run", "shop.cs", "--", "validate").Expect(1).Output, StringComparison.Ordinal);

        string Apply()
        {
            var output = Tool.Run(folder, "dotnet", "run", "shop.cs", "--", "apply", "--set", $"folder={target}").Expect(0).Output;
            Assert.DoesNotContain("OPM5008", output, StringComparison.Ordinal);
            return File.ReadAllText(Path.Combine(target, "site.conf"));
        }

        void Write(string path, string text)
        {
            var file = Path.Combine(folder, path);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }
    }

    private static string Rendered(ConsumerProject project)
    {
        var target = Path.Combine(project.Folder, "target");
        project.Run("apply", "--set", $"folder={target}").Expect(0);
        return File.ReadAllText(Path.Combine(target, "site.conf"));
    }

    private ConsumerProject Shop(string name) => new ConsumerProject(feed, name, Package)
        .Write($"{name}.cs", Main + Policy)
        .Write("templates/site.conf.j2", Site)
        .Write("templates/parts/upstream.j2", Part);
}
