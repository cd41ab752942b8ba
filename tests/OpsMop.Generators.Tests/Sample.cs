namespace OpsMop.Generators.Tests;

/// <summary>Declarations that have one of everything.</summary>
internal static class Sample
{
    public const string Types = """
        using System;
        using System.Collections.Generic;
        using System.Threading;
        using System.Threading.Tasks;
        using OpsMop;

        namespace Contoso.Types;

        /// <summary>A regular file: its content and its metadata. See <see cref="LinkResource"/>.</summary>
        /// <remarks>Written atomically.
        /// <para>Second &amp; third.</para></remarks>
        [ResourceType("file")]
        [OneOf(nameof(Content), nameof(Source), nameof(Url), Optional = true)]
        public sealed partial class FileResource : Resource
        {
            /// <summary>Where the file is on the target.</summary>
            [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }
            /// <summary>The content.</summary>
            [ReadableBy(nameof(Mode))] public Text? Content { get; }
            /// <summary>The source.</summary>
            public SourceFile? Source { get; }
            /// <summary>The url.</summary>
            [Url] public string? Url { get; }
            /// <summary>The checksum of <see cref="Url"/>.</summary>
            [Needs(nameof(Url))] public Sha256? Checksum { get; }
            /// <summary>Mode.</summary>
            [FromScope("Mode")] public UnixMode? Mode { get; }
            /// <summary>Owner.</summary>
            [FromScope("Owner")] public string? Owner { get; }
            /// <summary>Absent.</summary>
            [Excludes(nameof(Content), nameof(Source), nameof(Url))] public bool Absent { get; }
            /// <summary>Link.</summary>
            public LinkResource? Link { get; }
            /// <summary>Sudo groups.</summary>
            [Length(1, 3)] public IReadOnlyList<string>? Groups { get; }
            /// <summary>Ports.</summary>
            public IReadOnlyList<Port>? Ports { get; }
            /// <summary>Env.</summary>
            public IReadOnlyDictionary<string, Text>? Environment { get; }
            /// <summary>State.</summary>
            public ServiceState? State { get; }
            /// <summary>Enabled.</summary>
            public bool? Enabled { get; }
            /// <summary>Tries.</summary>
            [Range(1, 10)] public int? Tries { get; }
            /// <summary>Kind.</summary>
            [AllowedValues("a", "b"), RegularExpression("[a-z]+", Explanation = "lower case")] public string? Kind { get; }
            /// <summary>Keyword.</summary>
            public string? @class { get; }
            /// <summary>Dated.</summary>
            public DateTimeOffset? Since { get; }

            /// <summary>Default.</summary>
            public string Shell { get; } = "/bin/sh";

            partial void ValidateMore(Validation validation)
            {
                if (Owner == "nobody")
                {
                    validation.Report("CONTOSO1", nameof(Owner), "nobody owns nothing");
                }
            }
        }

        /// <summary>State of service.</summary>
        [Verbs]
        public enum ServiceState
        {
            /// <summary>It runs.</summary>
            Running,
            /// <summary>It does not.</summary>
            Stopped,
            /// <summary>Clashes with a property.</summary>
            Absent,
        }

        /// <summary>A link.</summary>
        [ResourceType("link")]
        public sealed partial class LinkResource : Resource
        {
            /// <summary>Where.</summary>
            [Key] public AbsolutePath Path { get; }
            /// <summary>Port.</summary>
            [Key] public int Number { get; }
        }

        /// <summary>Says something.</summary>
        [ResourceType("echo", Action = true)]
        public sealed partial class EchoResource : Resource
        {
            /// <summary>What is said.</summary>
            [Required, Printed] public Text? Message { get; }
        }

        /// <summary>Runs.</summary>
        [ResourceType("shell", Action = true)]
        public sealed partial class ShellResource : Resource
        {
            /// <summary>What is run.</summary>
            [Required, RunsCommand] public CommandText? Command { get; }
            /// <summary>What is fed.</summary>
            public Text? Stdin { get; }
            /// <summary>Check.</summary>
            public CommandText? Unless { get; }
        }

        /// <summary>Provides.</summary>
        [Provider<FileResource>("posix", Default = true, Platforms = ["linux"])]
        public sealed class FileProvider : Provider<FileResource>
        {
            /// <inheritdoc/>
            public override ValueTask PlanAsync(FileResource want, Plan plan, CancellationToken cancel) => default;
        }
        """;

    public const string Templates = """
        using System.Collections.Generic;
        using OpsMop;

        namespace Contoso.Templates;

        /// <summary>Where requests go.</summary>
        /// <param name="Host">The host.</param>
        /// <param name="MaxConns">How many connections at most.</param>
        /// <param name="Tags">What it is called.</param>
        public sealed record Upstream(string Host, int? MaxConns, IReadOnlyList<string> Tags);

        /// <summary>Writes configuration.</summary>
        public partial class Site
        {
            /// <summary>The domain.</summary>
            public string Domain { get; set; } = "";
            /// <summary>The key.</summary>
            public Secret? Key { get; set; }

            /// <summary>Written.</summary>
            [Template("templates/site.conf.j2")] public partial Text Conf(IReadOnlyList<Upstream> upstreams, IReadOnlyDictionary<string, int>? limits);
        }
        """;

    /// <summary>The files that <see cref="Templates"/> names.</summary>
    public static readonly (string Path, string Text)[] TemplateFiles =
    [
        ("templates/site.conf.j2", "server_name {{ domain }};\n{% for u in upstreams %}{% include 'parts/upstream.j2' %}{% endfor %}{{ limits|length if limits }}\n"),
        ("templates/parts/upstream.j2", "server {{ u.host }}{% if u.max_conns %} max_conns={{ u.max_conns }}{% endif %} {{ u.tags|join(',') }};\n"),
    ];

    public const string Roles = """
        using System;
        using System.Collections.Generic;
        using System.Threading.Tasks;
        using Contoso.Types;
        using OpsMop;
        [assembly: ResourceAlias(typeof(FileResource), "contoso-file")]
        namespace Contoso;

        /// <summary>A size.</summary>
        public enum Level
        {
            /// <summary>Low.</summary>
            LowValue,
            /// <summary>High.</summary>
            High,
        }
        /// <summary>A site.</summary>
        /// <param name="Name">n</param>
        /// <param name="Port">p</param>
        /// <param name="Parts">c</param>
        public sealed record SiteInfo(string Name, Port Port = default, IReadOnlyList<SiteInfo>? Parts = null)
        {
            /// <summary>L</summary>
            public Level Level { get; init; } = Level.High;
            /// <summary>S</summary>
            public Secret? Key { get; set; }
            /// <summary>R</summary>
            public required string Must { get; init; }
        }

        /// <summary>Greets.</summary>
        public sealed partial class Greeting : Role
        {
            /// <summary>What to say. And more.</summary>
            [Required] public string Message { get; set; } = "";
            /// <summary>x</summary>
            public IReadOnlyList<SiteInfo> Sites { get; set; } = [];
            /// <summary>x</summary>
            public Dictionary<string, int?> Numbers { get; } = [];
            /// <summary>x</summary>
            public Dictionary<string, int?>? Numbers2 { get; set; }
            /// <summary>x</summary>
            public UnixMode? Mode { get; set; }
            /// <summary>x</summary>
            public Secret? Password { get; set; }
            /// <summary>x</summary>
            public Text? Banner { get; set; }
            /// <summary>x</summary>
            public Level Level { get; set; }
            /// <summary>x</summary>
            public Handler Reload { get; private set; } = null!;
            /// <summary>x</summary>
            [Obsolete("use Message")] public string? Old { get; set; }

            /// <inheritdoc/>
            public override void Define(Host host)
            {
                var secret = Password;
                var f = host.File("/etc/x").Content($"hello {secret}").Mode("0644").Groups("a", "b").Groups(["c"]).Ports(80, 443).Ports([1]).Enabled().Running().State(ServiceState.Stopped).Environment("a", "b").Title("x");
                host.File("/etc/y").Link(host.Link("/a", 1)).Groups("a", "b", "c", "d", "e").Groups(new List<string>()).Groups(new string[1]).Absent();
                host.Echo($"configured for {host.Name} {secret}");
                host.Shell($"ls {host.Name}").Unless($"true").Stdin($"x");
                host.ContosoFile("/etc/z").Mode("0644");
            }
        }

        /// <summary>x</summary>
        public sealed partial class Upgrade : Procedure
        {
            /// <inheritdoc/>
            public override async Task RunAsync(Session host)
            {
                ArgumentNullException.ThrowIfNull(host);
                if ((await host.File("/x").Mode("0644")).Changed)
                {
                    await host.Shell($"ls");
                }
            }
        }

        /// <summary>x</summary>
        public sealed partial class Hello : Policy
        {
            /// <summary>x</summary>
            public string Say { get; set; } = "Congratulations";
            /// <inheritdoc/>
            public override void Compose(Roles roles) => roles.Add<Greeting>(role => role.Message = $"Hello OpsMop World! {Say}!");
        }
        """;
}
