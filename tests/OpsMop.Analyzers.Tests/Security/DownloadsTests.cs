namespace OpsMop.Analyzers.Tests.Security;

public sealed class DownloadsTests
{
    private const string Sum = "786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6";

    [Fact]
    public Task A_download_needs_a_checksum() =>
        Verify.DefineAsync("""host.File("/a").{|OPM4004:Url("https://example.org/a")|}.Mode("0644");""");

    [Fact]
    public Task With_a_checksum_it_is_vouched_for() =>
        Verify.DefineAsync($$"""host.File("/a").Url("https://example.org/a").Checksum("{{Sum}}").Mode("0644"); // {|OPM4004:|}""".Replace(" // {|OPM4004:|}", "", StringComparison.Ordinal));

    [Fact]
    public Task Plain_http_is_a_warning_with_a_checksum_too() =>
        Verify.DefineAsync($$"""
            const string Server = "http://example.org";
            host.File("/a").Url({|OPM4004:"http://example.org/a"|}).Checksum("{{Sum}}").Mode("0644");
            host.File("/b").Url({|OPM4004:$"{Server}/{Word}"|}).Checksum("{{Sum}}").Mode("0644");
            host.File("/c").Url(Condition ? {|OPM4004:"http://example.org/a"|} : "https://example.org/a").Checksum("{{Sum}}").Mode("0644");
            """);

    [Fact]
    public Task The_hosts_own_addresses_cross_no_network() =>
        Verify.DefineAsync($$"""
            host.File("/a").Url("http://localhost:8080/a").Checksum("{{Sum}}").Mode("0644");
            host.File("/b").Url("http://127.0.0.1/a").Checksum("{{Sum}}").Mode("0644");
            host.File("/c").Url($"file://{Folder}/c").Mode("0644");
            host.File("/d").Url("file:///srv/d").Mode("0644");
            host.File("/e").{|OPM4004:Url(Word)|}.Mode("0644");
            """);

    [Fact]
    public Task Set_through_a_variable_it_is_set() =>
        Verify.DefineAsync($$"""
            var file = host.File("/a").Mode("0644").Url("https://example.org/a");
            if (Condition)
            {
                file.Checksum("{{Sum}}");
            }

            host.File("/b").{|OPM4004:Url("https://example.org/b")|}.Mode("0644");
            """);

    [Fact]
    public Task A_builder_that_goes_elsewhere_is_left_alone() =>
        Verify.FileAsync(
            """
            public sealed partial class Site : Role
            {
                public override void Define(Host host)
                {
                    Checked(host.File("/a").Url("https://example.org/a").Mode("0644"));
                    host.File("/b").{|OPM4004:Url("https://example.org/b")|}.Mode("0644");
                }

                private static void Checked(FileBuilder file) => file.Checksum("786e184927ec9ddac3079c24999ac461b7cb89888f69efc053848f2d6dee7dd6");
            }
            """);

    [Fact]
    public Task A_type_of_the_user_is_checked_the_same_way() =>
        Verify.FileAsync(
            """
            /// <summary>An image.</summary>
            [ResourceType("image")]
            public sealed partial class ImageResource : Resource
            {
                /// <summary>Its name.</summary>
                [Key] public string Label { get; }

                /// <summary>From where.</summary>
                [Url] public string? From { get; }

                /// <summary>Its sum.</summary>
                [Needs(nameof(From))] public Sha256 Digest { get; }

                /// <summary>Where its page is.</summary>
                [Url] public string? Homepage { get; }
            }

            public sealed partial class Site : Role
            {
                public override void Define(Host host) =>
                    host.Image("a").{|OPM4004:From({|OPM4004:"http://example.org/a"|})|}.Homepage("http://example.org");
            }
            """);

    [Fact]
    public Task The_fix_uses_https() =>
        Fix.DefineAsync(
            "OPM4004",
            $$"""host.File("/a").Url("http://example.org/a").Checksum("{{Sum}}").Mode("0644");""",
            $$"""host.File("/a").Url("https://example.org/a").Checksum("{{Sum}}").Mode("0644");""");

    [Fact]
    public Task There_is_no_fix_for_a_missing_checksum() => Fix.NoneAsync("OPM4004", """host.File("/a").Url("https://example.org/a").Mode("0644");""");
}
