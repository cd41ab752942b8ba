using System.Text.Json;
using System.Text.RegularExpressions;
using OpsMop.Parsing;

namespace OpsMop.Push.Inventories;

/// <summary>Reads an inventory that was written for Ansible in its INI form.</summary>
internal sealed partial class AnsibleIniInventory(string file, InventoryReading reading)
{
    private static readonly string[] s_kinds = ["hosts", "vars", "children"];

    private string _group = Inventory.UngroupedName;
    private string _kind = "hosts";
    private List<(string Name, string Value, int Line)>? _vars;

    /// <summary>Reads it.</summary>
    /// <param name="lines">The lines of the file.</param>
    public void Read(IReadOnlyList<string> lines)
    {
        for (var i = 0; i < lines.Count; i++)
        {
            var line = lines[i].Trim();
            if (line.Length > 0 && line[0] is not ('#' or ';'))
            {
                ReadLine(line, i + 1);
            }
        }

        EndVars();
    }

    [GeneratedRegex(@"^\[([^:\]\s]+)(?::(\w+))?\]\s*(?:[#;].*)?$", RegexOptions.CultureInvariant)]
    private static partial Regex Section();

    private void ReadLine(string line, int number)
    {
        var at = new SourceLocation(file, number);
        if (line[0] == '[' && Section().Match(line) is { Success: true } section)
        {
            EndVars();
            _group = section.Groups[1].Value;
            _kind = section.Groups[2].Success ? section.Groups[2].Value : "hosts";
            switch (_kind)
            {
                case "hosts" or "children":
                    reading.Inventory.Group(_group, at);
                    break;
                case "vars":
                    _vars = [];
                    break;
                default:
                    reading.Faults.Report(
                        InventoryFaults.Unreadable,
                        at,
                        $"[{_group}:{_kind}]: a section is [group], [group:vars] or [group:children].{Suggestion.DidYouMean(_kind, s_kinds)}");
                    break;
            }

            return;
        }

        switch (_kind)
        {
            case "hosts":
                ReadHosts(line, at);
                break;
            case "children":
                if (ShellWords.Split(line, hasComments: true) is [var child])
                {
                    reading.Contains(reading.Inventory.Group(_group, at), child, at);
                }
                else
                {
                    reading.Faults.Report(InventoryFaults.Unreadable, at, $"[{_group}:children] has the name of one group in each line.");
                }

                break;
            case "vars":
                var equals = line.IndexOf('=', StringComparison.Ordinal);
                if (equals > 0)
                {
                    _vars!.Add((line[..equals].TrimEnd(), line[(equals + 1)..].TrimStart(), number));
                }
                else
                {
                    reading.Faults.Report(InventoryFaults.Unreadable, at, $"[{_group}:vars] has name=value in each line.");
                }

                break;
        }
    }

    private void ReadHosts(string line, SourceLocation at)
    {
        if (ShellWords.Split(line, hasComments: true) is not { Count: > 0 } words)
        {
            reading.Faults.Report(InventoryFaults.Unreadable, at, "The quotes of this line do not close.");
            return;
        }

        if (words[0].Contains('=', StringComparison.Ordinal))
        {
            reading.Faults.Report(
                InventoryFaults.Unreadable,
                at,
                $"'{words[0]}' stands where the name of a host is expected. Variables of a group stand below [{(_group == Inventory.UngroupedName ? Inventory.AllName : _group)}:vars].");
            return;
        }

        var vars = new List<(string Name, string Value, int Line)>(words.Count - 1);
        foreach (var word in words.Skip(1))
        {
            var equals = word.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0)
            {
                reading.Faults.Report(InventoryFaults.Unreadable, at, $"'{word}' stands where name=value is expected: a line has one host, and its variables behind it.");
                return;
            }

            vars.Add((word[..equals], word[(equals + 1)..], at.Line));
        }

        var (name, port) = AnsibleHostName.Read(words[0]);
        if (port.Error is { } error)
        {
            reading.Faults.Report(InventoryFaults.WrongValue, at, error);
            port = default;
        }

        var hosts = reading.Inventory.Range(name, at);
        var group = reading.Inventory.Group(_group, at);
        var layer = vars.Count > 0 ? Layer(vars, at.Line) : null;
        foreach (var host in hosts)
        {
            group.Add(host);
            AnsibleHostName.AddPort(host, port, file, at.Line);
            if (layer is not null)
            {
                host.Add(layer);
            }
        }
    }

    private void EndVars()
    {
        if (_vars is { Count: > 0 } && Layer(_vars, _vars[0].Line) is { } layer)
        {
            reading.Says(_group, new(file, _vars[0].Line), group => AnsibleLayer.AddTo(group, layer));
        }

        _vars = null;
    }

    private InventoryLayer? Layer(List<(string Name, string Value, int Line)> vars, int line)
    {
        var lines = new Dictionary<string, int>(vars.Count, StringComparer.Ordinal);
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();

            // Of two the last counts, as Ansible has it.
            foreach (var (name, value, at) in vars.Where((one, i) => !vars.Skip(i + 1).Any(later => later.Name == one.Name)))
            {
                lines[name] = at;
                writer.WritePropertyName(name);
                PythonLiteral.Write(value, writer);
            }

            writer.WriteEndObject();
        }

        var reader = new Utf8JsonReader(stream.GetBuffer().AsSpan(0, (int)stream.Length));
        return AnsibleLayer.Of(JsonElement.ParseValue(ref reader), lines, file, line, reading.Faults);
    }
}
