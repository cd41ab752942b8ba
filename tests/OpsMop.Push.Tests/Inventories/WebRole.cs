using System.Text.Json;

namespace OpsMop.Push.Tests.Inventories;

/// <summary>A role as the generator would complete it.</summary>
public sealed class WebRole : Role
{
    private static readonly EnumMember<DayOfWeek>[] s_days = [.. Enum.GetValues<DayOfWeek>().Select(day => new EnumMember<DayOfWeek>(day.ToString(), day))];

    public int Workers { get; set; } = 4;

    public bool Debug { get; set; }

    public string Greeting { get; set; } = "hello";

    public DayOfWeek Backup { get; set; } = DayOfWeek.Sunday;

    public Port Port { get; set; } = 80;

    public List<string> Domains { get; set; } = ["example.com"];

    public Secret? Key { get; set; }

    public override IReadOnlyList<Variable> Variables { get; } =
    [
        new Variable<WebRole, int>("Workers", "whole number", role => role.Workers, (role, value) => role.Workers = value, VariableReader.ReadInt32, VariableWriter.WriteInt32),
        new Variable<WebRole, bool>("Debug", "true or false", role => role.Debug, (role, value) => role.Debug = value, VariableReader.ReadBoolean, VariableWriter.WriteBoolean),
        new Variable<WebRole, string>("Greeting", "text", role => role.Greeting, (role, value) => role.Greeting = value, VariableReader.ReadString, VariableWriter.WriteString),
        new Variable<WebRole, DayOfWeek>("Backup", "day", role => role.Backup, (role, value) => role.Backup = value, value => VariableReader.ReadEnum(value, s_days), (writer, value) => VariableWriter.WriteEnum(writer, value, s_days)),
        new Variable<WebRole, Port>("Port", "port", role => role.Port, (role, value) => role.Port = value, value => VariableReader.ReadDomain(value, static text => (Port)text), VariableWriter.WriteDomain),
        new Variable<WebRole, List<string>>(
            "Domains",
            "list of texts",
            role => role.Domains,
            (role, value) => role.Domains = value,
            value => [.. value.ValueKind == JsonValueKind.Array ? value.EnumerateArray().Select(VariableReader.ReadString) : throw new VariableException("", "expected a list")],
            (writer, value) => VariableWriter.WriteList(writer, value, VariableWriter.WriteString)),
        new Variable<WebRole, Secret?>("Key", "secret", role => role.Key, (role, value) => role.Key = value, VariableReader.ReadSecret, VariableWriter.WriteSecret) { IsSecret = true },
    ];

    public override void Define(Host host)
    {
    }
}
