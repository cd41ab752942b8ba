namespace OpsMop.Generators;

/// <summary>Files like those of a large project.</summary>
internal static class Source
{
    public static string Type(int i) => $$"""
        using OpsMop;

        namespace Bench.Types;

        /// <summary>A regular file, number {{i}}: its content and its metadata.</summary>
        [ResourceType("file-{{i}}")]
        [OneOf(nameof(Content), nameof(Url), Optional = true)]
        public sealed partial class File{{i}}Resource : Resource
        {
            /// <summary>Where the file is on the target.</summary>
            [Key, Claims(Claim.Path)] public AbsolutePath Path { get; }

            /// <summary>The content, as <see cref="Text"/>.</summary>
            [ReadableBy(nameof(Mode))] public Text? Content { get; }

            /// <summary>Where the content comes from.</summary>
            [Url] public string? Url { get; }

            /// <summary>The checksum of what is fetched.</summary>
            [Needs(nameof(Url))] public Sha256? Checksum { get; }

            /// <summary>Its mode.</summary>
            [FromScope("Mode")] public UnixMode? Mode { get; }

            /// <summary>Whether it is to be gone.</summary>
            [Excludes(nameof(Content), nameof(Url))] public bool Absent { get; }

            /// <summary>Who is told.</summary>
            public System.Collections.Generic.IReadOnlyList<string>? Readers { get; }
        }
        """;

    public static string Role(int i) => $$"""
        using System.Collections.Generic;
        using OpsMop;

        namespace Bench.Roles;

        /// <summary>A site.</summary>
        public sealed record Site{{i}}(string Name, Port Port, IReadOnlyList<string> Aliases);

        /// <summary>Serves sites.</summary>
        public sealed partial class Web{{i}} : Role
        {
            /// <summary>The owner of the files.</summary>
            [Required] public string Owner { get; set; } = "";

            /// <summary>The mode of the files.</summary>
            public UnixMode Mode { get; set; } = "0644";

            /// <summary>How many at once.</summary>
            public int? Workers { get; set; }

            /// <summary>The sites.</summary>
            public IReadOnlyList<Site{{i}}> Sites { get; set; } = [];

            public override void Define(Host host)
            {
                foreach (var site in Sites)
                {
                    _ = site.Name + host.Name;
                }
            }
        }
        """;

    public static string Templated(int i) => $$"""
        using System.Collections.Generic;
        using OpsMop;

        namespace Bench.Templates;

        /// <summary>Where requests go.</summary>
        public sealed record Upstream{{i}}(string Host, int Port, int? MaxConns, IReadOnlyList<string> Tags);

        /// <summary>A site.</summary>
        public sealed partial class Site{{i}}
        {
            /// <summary>The domain.</summary>
            public string Domain { get; set; } = "";

            [Template("templates/site{{i}}.conf.j2")]
            public partial Text Conf(IReadOnlyList<Upstream{{i}}> upstreams, bool tls);
        }
        """;

    public static string Template(int i, int edit) => """
        upstream app {
        {% for upstream in upstreams %}
            server {{ upstream.host }}:{{ upstream.port }}{% if upstream.max_conns %} max_conns={{ upstream.max_conns }}{% endif %}; # {{ upstream.tags | join(', ') }}
        {% endfor %}
        }

        server {
            listen {{ 443 if tls else 80 }};
            server_name {{ domain }} www.{{ domain | lower }};
            location / { proxy_pass http://app; }
        }
        """ + $"# site {i}, edit {edit}\n";

    public static string Unrelated(int i, int edit) => $$"""
        using System;
        using System.Collections.Generic;

        namespace Bench.Unrelated;

        /// <summary>Nothing to do with hosts.</summary>
        public {{(i % 4 == 0 ? "partial " : "")}}class Unrelated{{i}} : {{(i % 100 == 8 ? "System.Collections.ArrayList, " : "")}}IDisposable
        {
            private readonly List<int> _items = [{{edit}}];

            /// <summary>How many.</summary>
            public int Count => _items.Count + {{edit}};

            public void Add(int item)
            {
                if (item > {{edit}})
                {
                    _items.Add(item);
                }
            }

            public void Dispose() => _items.Clear();
        }
        """;
}
