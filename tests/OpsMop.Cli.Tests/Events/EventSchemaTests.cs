using System.Buffers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Reflection;
using OpsMop.CommandLine.Tests.Output;
using OpsMop.CommandLine.Tests.Output.Fleet;
using OpsMop.Engine.Events;

namespace OpsMop.CommandLine.Tests.Events;

public sealed class EventSchemaTests
{
    private static readonly JsonElement Schema = JsonDocument.Parse(EventSchema.Create()).RootElement;

    private static IReadOnlyList<(Type Type, string Name)> Kinds { get; } =
        [.. typeof(RunEvent).GetCustomAttributes<JsonDerivedTypeAttribute>().Select(kind => (kind.DerivedType, (string)kind.TypeDiscriminator!))];

    [Fact]
    public void The_schema_in_the_documentation_is_that_of_the_types() => Snapshot.MatchesFile(EventSchema.Create(), Path.Combine(Repository.Folder, "docs", "events.schema.json"));

    [Fact]
    public void Every_event_of_a_run_fits_the_schema() =>
        Assert.All(
            SampleRun.Plan.Concat(SampleRun.FailedApply).Concat(SampleRun.InterruptedApply).Concat(SampleFleet.All),
            happened => Assert.Null(SchemaValidator.Fault(Schema, JsonDocument.Parse(EventJson.Write(happened)).RootElement)));

    [Fact]
    public void An_agent_writes_every_event_as_everybody_does() =>
        Assert.All(
            SampleRun.Plan.Concat(SampleRun.FailedApply).Concat(SampleRun.InterruptedApply).Concat(SampleFleet.All),
            happened =>
            {
                var written = new ArrayBufferWriter<byte>();
                EventJson.Write(written, happened);
                Assert.Equal(EventJson.Write(happened), Encoding.UTF8.GetString(written.WrittenSpan));
            });

    [Fact]
    public void The_events_of_every_run_have_each_of_their_members_in_a_sample()
    {
        RunEvent[] all = [.. SampleRun.Plan, .. SampleRun.FailedApply, .. SampleRun.InterruptedApply];
        foreach (var events in all.GroupBy(happened => happened.GetType()))
        {
            Assert.All(events.Key.GetProperties(), property => Assert.Contains(events, happened => property.GetValue(happened) is not null));
        }
    }

    [Fact]
    public void The_sample_run_has_every_event() =>
        Assert.Empty(Kinds.Select(kind => kind.Type).Except(SampleRun.Plan.Concat(SampleRun.FailedApply).Concat(SampleRun.InterruptedApply).Concat(SampleFleet.All).Select(happened => happened.GetType())));

    [Theory]
    [InlineData("""{"event":"run.begun","time":"2026-11-20T12:00:00Z","host":"a"}""")]
    [InlineData("""{"event":"role.started","time":"2026-11-20T12:00:00Z","host":"a"}""")]
    [InlineData("""{"event":"role.started","time":"2026-11-20T12:00:00Z","host":"a","role":7}""")]
    [InlineData("""{"event":"role.started","time":"2026-11-20T12:00:00Z","host":"a","role":"web","more":1}""")]
    public void What_is_no_event_does_not_fit(string line) => Assert.NotNull(SchemaValidator.Fault(Schema, JsonDocument.Parse(line).RootElement));

    [Fact]
    public void Every_event_and_member_is_documented()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Folder, "docs", "events.md"));
        foreach (var (type, name) in Kinds)
        {
            Assert.Contains($"\n## {name}\n", page, StringComparison.Ordinal);
            var section = page.Split($"\n## {name}\n")[1].Split("\n## ")[0];
            Assert.All(
                type.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly),
                property => Assert.True(property.Name == "EqualityContract" || section.Contains($"`{JsonNamingPolicy.CamelCase.ConvertName(property.Name)}`", StringComparison.Ordinal), $"{name}: {property.Name}"));
        }
    }
}
