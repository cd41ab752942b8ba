namespace OpsMop.Templates.Tests;

public sealed class FileTemplateLoaderTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("opsmop-templates-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Templates_are_found_relative_to_the_one_that_names_them()
    {
        Write("t/main.j2", "{% include 'parts/a.j2' %}");
        Write("t/parts/a.j2", "a{% include 'b.j2' %}{% include '../c.j2' %}");
        Write("t/parts/b.j2", "b");
        Write("t/c.j2", "c");
        Assert.Equal("abc", Render("t/main.j2"));
    }

    [Fact]
    public void What_is_wrong_in_an_included_template_is_reported_there()
    {
        Write("main.j2", "{% include 'a.j2' %}");
        Write("a.j2", "\n {{ nothing }}");
        TemplateException fault = Assert.Throws<TemplateException>(() => Render("main.j2"));
        Assert.Equal((Path.Combine(_folder, "a.j2"), 2, 5), (fault.Path, fault.Line, fault.Column));
    }

    [Fact]
    public void A_template_that_is_not_there_is_reported_with_one_that_is()
    {
        Write("main.j2", "{% include 'patr.j2' %}");
        Write("part.j2", "x");
        TemplateException fault = Assert.Throws<TemplateException>(() => Render("main.j2"));
        Assert.Contains("Did you mean 'part.j2'?", fault.Problem, StringComparison.Ordinal);
        Assert.Equal(12, fault.Column);
    }

    [Theory]
    [InlineData("../secret.txt")]
    [InlineData("sub/../../secret.txt")]
    [InlineData("link.j2")]
    [InlineData("folder/secret.txt")]
    public void No_name_and_no_link_leads_out_of_the_folder(string name)
    {
        Write("secret.txt", "SECRET");
        Write("t/main.j2", $"{{% include '{name}' ignore missing %}}");
        Write("t/sub/x", "");
        File.CreateSymbolicLink(Path.Combine(_folder, "t/link.j2"), "../secret.txt");
        Directory.CreateSymbolicLink(Path.Combine(_folder, "t/folder"), _folder);
        TemplateException fault = Assert.Throws<TemplateException>(() => Render("t/main.j2"));
        Assert.Contains("leads out", fault.Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void An_absolute_name_does_not_lead_out_either()
    {
        Write("t/main.j2", "{% include '/etc/passwd' %}");
        Assert.Contains("leads out", Assert.Throws<TemplateException>(() => Render("t/main.j2")).Problem, StringComparison.Ordinal);
    }

    [Fact]
    public void A_base_folder_may_be_given()
    {
        Write("common.j2", "C");
        Write("t/main.j2", "{% include '../common.j2' %}");
        Assert.Equal("C", Template.Load(Path.Combine(_folder, "t/main.j2"), new TemplateOptions { Loader = new FileTemplateLoader(_folder) }).RenderString([]));
    }

    [Fact]
    public void A_link_within_the_folder_is_followed()
    {
        Write("main.j2", "{% include 'link.j2' %}");
        Write("real.j2", "R");
        File.CreateSymbolicLink(Path.Combine(_folder, "link.j2"), "real.j2");
        Assert.Equal("R", Render("main.j2"));
    }

    [Fact]
    public void A_file_that_is_not_UTF8_is_refused()
    {
        Write("main.j2", "x");
        File.WriteAllBytes(Path.Combine(_folder, "main.j2"), [0x61, 0xFF]);
        Assert.Contains("UTF-8", Assert.Throws<IOException>(() => Render("main.j2")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_byte_order_mark_is_no_part_of_the_text()
    {
        File.WriteAllBytes(Path.Combine(_folder, "main.j2"), [0xEF, 0xBB, 0xBF, 0x61]);
        Assert.Equal("a", Render("main.j2"));
    }

    [Fact]
    public void Templates_that_include_each_other_end_at_the_limit()
    {
        Write("a.j2", "{% include 'b.j2' %}");
        Write("b.j2", "{% include 'a.j2' %}");
        Assert.Contains("nested", Assert.Throws<TemplateException>(() => Render("a.j2")).Problem, StringComparison.Ordinal);
    }

    private void Write(string name, string text)
    {
        string path = Path.Combine(_folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
    }

    private string Render(string name) => Template.Load(Path.Combine(_folder, name)).RenderString([]);
}
