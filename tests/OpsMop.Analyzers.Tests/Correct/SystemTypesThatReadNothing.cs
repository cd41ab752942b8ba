// Types of the class library beside those that read the machine: addresses, encodings, paths, streams in memory, mail addresses, cultures, checks.
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Mail;
using System.Net.NetworkInformation;
using System.Reflection;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

public sealed partial class Calculated : Role
{
    public string Gateway { get; set; } = "10.0.0.1";

    public string Mail { get; set; } = "root@example.org";

    private DateTime Since { get; } = new(2024, 5, 1, 0, 0, 0, DateTimeKind.Utc);

    public override void Define(Host host)
    {
        Debug.Assert(Gateway.Length > 0, "There is a gateway.");
        var gateway = IPAddress.Parse(Gateway);
        var hardware = PhysicalAddress.Parse("00-11-22-33-44-55");
        var sender = new MailAddress(Mail);
        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(host.Name)));
        using var text = new StringWriter(CultureInfo.InvariantCulture);
        text.WriteLine($"gateway {gateway} {hardware}");
        text.WriteLine($"page {WebUtility.HtmlEncode(sender.DisplayName)} {Path.GetFileNameWithoutExtension("a.b")}");
        using var memory = new MemoryStream(Encoding.UTF8.GetBytes(Mail));
        using var reader = new StreamReader(memory);
        text.WriteLine(reader.ReadToEnd());
        var random = new Random(host.Name.Length);
        host.File("/etc/calculated").Content(text.ToString() + hash + Since.ToString("O", CultureInfo.InvariantCulture)).Mode("0644");
        host.File("/etc/calculated.json").Content(JsonSerializer.Serialize(new { gateway = Gateway, minute = random.Next(60) })).Mode("0644");
        host.File("/etc/cron.d/calculated").Content($"{Spread(host.Name)} 4 * * * root /usr/local/bin/calculate\n").Mode("0644");
        host.File("/etc/template").Content(Resource("template")).Mode("0644");
        foreach (var name in Enum.GetNames<DayOfWeek>().Zip(Enumerable.Range(0, 7), (day, number) => $"{number}-{day}"))
        {
            host.Directory($"/srv/{name}").Mode("0755");
        }
    }

    private static int Spread(string name) => (int)(name.Aggregate(2166136261u, (sum, letter) => (sum ^ letter) * 16777619u) % 60);

    private static string Resource(string name)
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream(name) ?? Stream.Null;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
