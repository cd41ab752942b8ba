using System.Text.Json;
using OpsMop.CommandLine.Output;
using OpsMop.Engine.Facts;
using OpsMop.Engine.Systems;

namespace OpsMop.CommandLine.Verbs;

/// <summary><c>facts</c>: shows what is known of the host, as a policy would see it.</summary>
internal sealed class FactsVerb(Request request, Surroundings around)
{
    public int Run()
    {
        using var target = new Target(request, around);
        var facts = target.System is { } image
            ? new HostFacts(image, new HostFactsOptions { Source = FactSource.Image, Seed = request.Seed })
            : new HostFacts(new LocalSystem(), HostFactsOptions.ThisMachine with { Seed = request.Seed });
        var faults = new List<string>();
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream))
        {
            writer.WriteStartObject();
            Section(writer, "platform", () => facts.Platform, WritePlatform);
            Section(writer, "network", () => facts.Network, WriteNetwork);
            Section(writer, "user", () => facts.UserFacts, WriteUser);
            Section(writer, "chaos", () => facts.Chaos, static (json, chaos) => json.WriteNumber("seed", chaos.Seed));
            writer.WriteEndObject();
        }

        if (request.IsJson)
        {
            around.Output.WriteLine(System.Text.Encoding.UTF8.GetString(stream.GetBuffer().AsSpan(0, (int)stream.Length)));
        }
        else
        {
            using var document = JsonDocument.Parse(stream.GetBuffer().AsMemory(0, (int)stream.Length));
            foreach (var (name, value) in Flatten("", document.RootElement))
            {
                around.Output.WriteLine($"{name}: {value}".TrimEnd());
            }
        }

        around.Output.FlushNow();
        foreach (var fault in faults)
        {
            around.Error.WriteLine(fault);
        }

        return faults.Count > 0 ? ExitCode.Failed : ExitCode.Done;

        // One fact that cannot be had, such as a broken file in facts.d, does not hide the others.
        void Section<T>(Utf8JsonWriter writer, string name, Func<T> read, Action<Utf8JsonWriter, T> write)
        {
            T value;
            try
            {
                value = read();
            }
            catch (SystemFaultException exception)
            {
                faults.Add(exception.Message);
                return;
            }

            writer.WriteStartObject(name);
            write(writer, value);
            writer.WriteEndObject();
        }
    }

    private static void WritePlatform(Utf8JsonWriter json, PlatformFacts platform)
    {
        json.WriteString("system", platform.System);
        json.WriteString("distribution", platform.Distribution);
        json.WriteString("version", platform.Version);
        json.WriteString("codename", platform.Codename);
        json.WriteString("description", platform.Description);
        json.WriteString("architecture", platform.Architecture);
        json.WriteString("kernel", platform.Kernel);
        json.WriteString("packageManager", platform.PackageManager);
        json.WriteString("serviceManager", platform.ServiceManager);
        json.WriteNumber("processors", platform.Processors);
        json.WriteNumber("memory", platform.Memory);
        json.WriteStartArray("families");
        foreach (var family in platform.Families)
        {
            json.WriteStringValue(family);
        }

        json.WriteEndArray();
    }

    private static void WriteNetwork(Utf8JsonWriter json, NetworkFacts network)
    {
        json.WriteString("hostName", network.HostName);
        json.WriteString("fullName", network.FullName);
        if (network.DefaultInterface is { } route)
        {
            json.WriteString("defaultInterface", route);
        }

        if (network.DefaultGateway is { } gateway)
        {
            json.WriteString("defaultGateway", gateway.ToString());
        }

        json.WriteStartArray("interfaces");
        foreach (var one in network.Interfaces)
        {
            json.WriteStartObject();
            json.WriteString("name", one.Name);
            json.WriteString("hardwareAddress", one.HardwareAddress);
            json.WriteBoolean("isLoopback", one.IsLoopback);
            json.WriteStartArray("addresses");
            foreach (var address in one.Addresses)
            {
                json.WriteStringValue(address.ToString());
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static void WriteUser(Utf8JsonWriter json, UserFacts user)
    {
        foreach (var (name, value) in user.All.OrderBy(fact => fact.Key, StringComparer.Ordinal))
        {
            json.WritePropertyName(name);
            value.WriteTo(json);
        }
    }

    // A line for each value, its path in front of it: what grep and cut can read. A list of plain values is one line.
    private static IEnumerable<(string Name, string Value)> Flatten(string path, JsonElement element)
    {
        switch (element.ValueKind)
        {
            case JsonValueKind.Object:
                foreach (var member in element.EnumerateObject())
                {
                    foreach (var line in Flatten(path.Length == 0 ? member.Name : $"{path}.{member.Name}", member.Value))
                    {
                        yield return line;
                    }
                }

                break;
            case JsonValueKind.Array when element.EnumerateArray().Any(item => item.ValueKind is JsonValueKind.Object or JsonValueKind.Array):
                var number = 0;
                foreach (var item in element.EnumerateArray())
                {
                    foreach (var line in Flatten($"{path}[{number}]", item))
                    {
                        yield return line;
                    }

                    number++;
                }

                break;
            case JsonValueKind.Array:
                yield return (Visible.Line(path), string.Join(", ", element.EnumerateArray().Select(Scalar)));
                break;
            default:
                yield return (Visible.Line(path), Scalar(element));
                break;
        }
    }

    private static string Scalar(JsonElement element) => element.ValueKind == JsonValueKind.String ? Visible.Line(element.GetString()!) : element.GetRawText();
}
