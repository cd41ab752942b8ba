// Types and members of the author's own that are named as those of the class library are: they read nothing.
namespace Contoso
{
    public static class Environment
    {
        public static string MachineName => "constant";
    }

    public static class File
    {
        public static bool Exists(string path) => path.Length > 0;
    }

    public sealed record DateTime(int Now);

    public sealed partial class Site : Role
    {
        public required string Directory { get; set; }

        public override void Define(Host host)
        {
            var time = new DateTime(3);
            host.Echo($"{Environment.MachineName} {File.Exists(Directory)} {time.Now}");
            host.Echo(System.IO.Path.Combine("/a", System.IO.Path.GetFileNameWithoutExtension(Directory)) + System.Environment.NewLine);
            host.Echo($"{System.DateTime.UnixEpoch:yyyy} {TimeSpan.FromDays(1)} {System.Net.IPAddress.Loopback}");
        }
    }
}
