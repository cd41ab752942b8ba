// Extension methods in the language's own namespace, so that every policy finds them; they set what the rules would miss.
namespace OpsMop
{
    public static class HouseStyle
    {
        public static FileBuilder Confidential(this FileBuilder file, string owner = "root") => file.Owner(owner).Mode("0600");

        public static TBuilder Nightly<TBuilder>(this TBuilder builder)
            where TBuilder : ResourceBuilder<TBuilder> => builder.Tags("nightly").Timeout("1h");

        public static LinkBuilder To(this LinkBuilder link, AbsolutePath target) => link.Target(target.Value);

        public static CommandBuilder Once(this CommandBuilder command, AbsolutePath stamp) => command.Creates(stamp);

        public static void Leaves(this PackageBuilder package) => package.Absent();
    }
}

namespace Contoso
{
    public sealed partial class Styled : Role
    {
        public override void Define(Host host)
        {
            host.File("/etc/styled.key").Content("k\n").Confidential();
            host.Link("/srv/now").To("/srv/then");
            host.Command($"/opt/styled/setup").Nightly().Once("/opt/styled/done");
            host.Package("telnet").Purge().Leaves();
            var file = host.File("/etc/styled.conf").Nightly();
            file.Content("c\n");
            file.Confidential("styled");
        }
    }
}
