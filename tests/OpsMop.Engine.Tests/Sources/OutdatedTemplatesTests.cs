using System.Security.Cryptography;
using System.Text;
using OpsMop.Engine.Events;
using OpsMop.Engine.Sources;
using OpsMop.Engine.Tests.Running;

namespace OpsMop.Engine.Tests.Sources;

/// <summary>A template beside the program that is not what the program was compiled from.</summary>
public sealed class OutdatedTemplatesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void A_template_that_has_changed_is_named_and_one_that_has_not_or_is_not_there_is_not()
    {
        Write("templates/same.j2", "same\n");
        Write("templates/sub/edited.j2", "new\n");
        Assert.Equal(
            [
                "templates/sub/edited.j2 has changed since this program was built from it; what is rendered is the old text. Build the policy again.",
            ],
            Find(Of("templates/same.j2", "same\n"), Of("templates/sub/edited.j2", "old\n"), Of("templates/gone.j2", "gone\n")));
    }

    [Fact]
    public void Texts_are_compared_and_not_how_they_are_encoded()
    {
        File.WriteAllText(Write("templates/mark.j2", ""), "é {{ x }}\n", new UTF8Encoding(encoderShouldEmitUTF8Identifier: true));
        File.WriteAllText(Write("templates/utf16.j2", ""), "é {{ x }}\n", Encoding.Unicode);
        Assert.Empty(Find(Of("templates/mark.j2", "é {{ x }}\n"), Of("templates/utf16.j2", "é {{ x }}\n")));
    }

    [Fact]
    public void Another_end_of_line_is_a_change()
    {
        Write("templates/a.j2", "a\r\n");
        Assert.Single(Find(Of("templates/a.j2", "a\n")));
    }

    [Fact]
    public void Of_two_projects_with_templates_of_one_name_the_file_is_one_of_them()
    {
        Write("templates/a.j2", "of the library");
        Assert.Empty(Find(Of("templates/a.j2", "of the program"), Of("templates/a.j2", "of the library")));
        Assert.Single(Find(Of("templates/a.j2", "of the program"), Of("templates/a.j2", "of another")));
    }

    [Fact]
    public void A_folder_in_the_place_of_a_template_is_no_change()
    {
        Directory.CreateDirectory((_folder / "templates/a.j2").Value);
        Assert.Empty(Find(Of("templates/a.j2", "a")));
    }

    [Fact]
    public async Task Validate_plan_and_apply_warn_and_go_on_and_a_graph_does_not()
    {
        Write("templates/a.j2", "new");
        var policy = new TemplatePolicy(Of("templates/a.j2", "old"));
        var events = new List<RunEvent>();
        using var run = new TestRun();
        PolicyEngine Engine() => new(policy, new EngineOptions
        {
            System = run.System,
            HostName = "web1",
            StateDirectory = (_folder / "state").Value,
            ProgramDirectory = _folder.Path.Value,
            Sinks = { new Recorder(events) },
        });

        var finding = Assert.Single(await Engine().ValidateAsync());
        Assert.Equal(("OPM5008", false), (finding.Id, finding.IsError));
        await Engine().GraphAsync();
        Assert.Empty(events);
        foreach (var start in (Func<Task<RunFinished>>[])[() => Engine().PlanAsync(), () => Engine().ApplyAsync()])
        {
            events.Clear();
            Assert.Equal(0, (await start()).Failed);
            Assert.Equal((finding.Message, (_folder / "templates/a.j2").Value), events[0] is FindingReported { IsError: false } told ? (told.Message, told.File) : default);
            Assert.IsType<RunStarted>(events[1]);
            Assert.Single(events.OfType<FindingReported>());
        }
    }

    private static TemplateDescriptor Of(string path, string text) => new(path, Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text))));

    private IEnumerable<string> Find(params TemplateDescriptor[] compiled) => OutdatedTemplates.Find(compiled, _folder.Path.Value).Select(static finding => finding.Message);

    private string Write(string path, string text)
    {
        var file = (_folder / path).Value;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        File.WriteAllText(file, text);
        return file;
    }

    private sealed class Recorder(List<RunEvent> events) : IEventSink
    {
        public void Take(RunEvent happened) => events.Add(happened);
    }
}
