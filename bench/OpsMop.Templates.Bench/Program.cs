using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using OpsMop.Templates.Bench;

// One mode of bench/templates.sh: mode, folder of the templates, file of the values.
string mode = args[0];
using JsonDocument json = JsonDocument.Parse(File.ReadAllBytes(args[2]));
(Func<string> nginx, Func<string> small) = mode switch
{
    "interpreted" => Interpreted.Load(args[1], json.RootElement),
    "compiled" => CompiledTemplates.Load(json.RootElement),
    "stringbuilder" => ByHand.Load(json.RootElement),
    _ => throw new ArgumentException($"There is no mode {mode}."),
};

double Median(Func<string> render, int times, int rounds)
{
    var taken = new List<double>();
    for (int round = 0; round < rounds; round++)
    {
        long begin = Stopwatch.GetTimestamp();
        for (int i = 0; i < times; i++)
        {
            render();
        }

        taken.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
    }

    // The first third is the compiler's, which makes what is hot fast meanwhile.
    taken.RemoveRange(0, rounds / 3);
    taken.Sort();
    return taken[taken.Count / 2];
}

double big = Median(nginx, 10, 150) / 10;
double many = Median(small, 10_000, 30);
string hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(nginx() + small())));
Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $$"""{"mode": "{{mode}}", "nginx": {{big:R}}, "small": {{many:R}}, "hash": "{{hash}}"}"""));
