using System.Net;
using FsCheck;
using FsCheck.Fluent;

namespace OpsMop.Tests.Domain;

public sealed class DomainValueTests
{
    [Fact]
    public void A_path_is_normalised_and_a_normal_one_is_kept_as_it_is()
    {
        AbsolutePath path = "//etc/./nginx///conf.d/";
        Assert.Equal("/etc/nginx/conf.d", path.Value);
        Assert.Equal("/etc/nginx", path.Parent.ToString());
        Assert.Equal("conf.d", path.Name);
        Assert.Equal("/", ((AbsolutePath)"/./").Value);
        Assert.Equal(AbsolutePath.Root, ((AbsolutePath)"/etc").Parent);
        Assert.False(AbsolutePath.Root.Parent.IsGiven);
        string normal = new("/etc/motd");
        Assert.Same(normal, ((AbsolutePath)normal).Value);
    }

    [Theory]
    [InlineData("")]
    [InlineData("etc/motd")]
    [InlineData("~/x")]
    [InlineData("/etc/../root")]
    [InlineData("/..")]
    [InlineData("/a\0b")]
    public void A_path_that_is_not_absolute_and_plain_is_carried_with_its_error(string text)
    {
        AbsolutePath path = text;
        Assert.NotNull(path.Error);
        Assert.True(path.IsGiven);
        Assert.Equal(text, path.ToString());
    }

    [Theory]
    [InlineData("a/b", "/srv/a/b", true)]
    [InlineData("..foo", "/srv/..foo", true)]
    [InlineData("/a", null, false)]
    [InlineData("a/../b", null, false)]
    [InlineData("", null, false)]
    public void Going_down_from_a_folder_never_leaves_it(string relative, string? expected, bool valid)
    {
        AbsolutePath path = (AbsolutePath)"/srv" / relative;
        Assert.Equal(valid, path.Error is null);
        Assert.True(!valid || path == expected);
        Assert.Equal("/x", (AbsolutePath.Root / "x").Value);
        Assert.NotNull((default(AbsolutePath) / "x").Error);
        Assert.NotNull(((AbsolutePath)"srv" / "x").Error);
    }

    [Theory]
    [InlineData("/srv", "/srv", true)]
    [InlineData("/srv/a", "/srv", true)]
    [InlineData("/srvx", "/srv", false)]
    [InlineData("/srv", "/", true)]
    [InlineData("/", "/srv", false)]
    public void A_path_starts_with_whole_segments_only(string path, string folder, bool expected) =>
        Assert.Equal(expected, ((AbsolutePath)path).StartsWith(folder));

    [Theory]
    [InlineData("644", "0644")]
    [InlineData("u=rw,go=r", "0644")]
    [InlineData("a=r,u=rw", "0644")]
    [InlineData("u=rwxs,g=rx,o=", "4750")]
    [InlineData("a=rwxt", "1777")]
    public void A_mode_prints_as_four_octal_digits(string text, string expected) => Assert.Equal(expected, ((UnixMode)text).ToString());

    [Theory]
    [InlineData("+x")]
    [InlineData("u-w")]
    [InlineData("u=r,g+w")]
    public void A_mode_that_adds_bits_is_refused_with_the_remedy(string text) =>
        Assert.Contains("a mode says what is", ((UnixMode)text).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("")]
    [InlineData("689")]
    [InlineData("64")]
    [InlineData("00644")]
    [InlineData("rw-r--r--")]
    [InlineData("=r")]
    [InlineData("o=s")]
    [InlineData("u=X")]
    public void What_is_no_mode_is_refused(string text) => Assert.NotNull(((UnixMode)text).Error);

    [Fact]
    public void A_mode_knows_who_may_read_and_the_kernels_type_bits_are_ignored()
    {
        var mode = UnixMode.FromBits(Convert.ToInt32("106754", 8));
        Assert.Equal("6754", mode.ToString());
        Assert.True(mode is { IsWorldReadable: true, IsWorldWritable: false, IsGroupReadable: true, HasSetUid: true, HasSetGid: true, IsSticky: false });
        Assert.True(UnixMode.FromBits(0).IsGiven);
        Assert.NotEqual(default, UnixMode.FromBits(0));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(65536)]
    public void A_number_that_is_no_port_is_carried_with_its_error(int number)
    {
        Port port = number;
        Assert.NotNull(port.Error);
        Assert.True(port.IsGiven);
        Assert.Equal(0, port.Value);
    }

    [Theory]
    [InlineData("10.0.0.1/24", "did you mean 10.0.0.0/24?")]
    [InlineData("10.0.0.1", "did you mean 10.0.0.1/32?")]
    [InlineData("2001:db8::1/32", "did you mean 2001:db8::/32?")]
    [InlineData("10.0.0.0/33", "from 0 to 32")]
    [InlineData("10.0/16", "not an address")]
    [InlineData("010.0.0.0/8", "not an address")]
    [InlineData("fe80::%1/64", "not an address")]
    public void A_network_that_may_mean_something_else_is_refused_with_the_remedy(string text, string remedy) =>
        Assert.Contains(remedy, ((Cidr)text).Error, StringComparison.Ordinal);

    [Theory]
    [InlineData("10.0.0.0/8", "10.255.0.1", true)]
    [InlineData("10.0.0.0/8", "11.0.0.1", false)]
    [InlineData("10.0.0.0/8", "::ffff:10.1.1.1", true)]
    [InlineData("10.1.2.128/25", "10.1.2.127", false)]
    [InlineData("0.0.0.0/0", "8.8.8.8", true)]
    [InlineData("0.0.0.0/0", "::1", false)]
    [InlineData("2001:db8::/33", "2001:db8:7fff::1", true)]
    [InlineData("2001:db8::/33", "2001:db8:8000::1", false)]
    public void A_network_contains_its_addresses_only(string network, string address, bool expected) =>
        Assert.Equal(expected, ((Cidr)network).Contains(IPAddress.Parse(address)));

    [Theory]
    [InlineData("90s", "1m30s", 90_000)]
    [InlineData("1h30m", "1h30m", 5_400_000)]
    [InlineData("500ms", "500ms", 500)]
    [InlineData("14d", "2w", 1_209_600_000)]
    [InlineData("8d", "8d", 691_200_000)]
    [InlineData("0s", "0s", 0)]
    public void A_duration_is_read_with_its_units(string text, string canonical, double milliseconds)
    {
        Duration duration = text;
        Assert.Null(duration.Error);
        Assert.Equal(canonical, duration.ToString());
        Assert.Equal(milliseconds, duration.Value.TotalMilliseconds);
    }

    [Theory]
    [InlineData("90", "did you mean 90s?")]
    [InlineData("1.5h", "whole numbers")]
    [InlineData("90sec", "units")]
    [InlineData("30m1h", "larger units stand first")]
    [InlineData("99999999999999999w", "too long")]
    [InlineData("-5s", "not a duration")]
    public void A_duration_that_is_not_clear_is_refused_with_the_remedy(string text, string remedy) =>
        Assert.Contains(remedy, ((Duration)text).Error, StringComparison.Ordinal);

    [Fact]
    public void A_negative_time_is_carried_as_invalid() => Assert.NotNull(((Duration)TimeSpan.FromSeconds(-1)).Error);

    [Theory]
    [InlineData("nginx", "nginx.service")]
    [InlineData("backup.timer", "backup.timer")]
    [InlineData("getty@tty1", "getty@tty1.service")]
    [InlineData("app.example.org", "app.example.org.service")]
    public void A_unit_without_a_type_is_a_service(string text, string expected) => Assert.Equal(expected, ((UnitName)text).ToString());

    [Fact]
    public void A_unit_knows_its_type_and_instance()
    {
        UnitName unit = "getty@tty1.service";
        Assert.Equal(("service", "tty1", false), (unit.Type, unit.Instance, unit.IsTemplate));
        Assert.True(((UnitName)"getty@").IsTemplate);
        Assert.Null(((UnitName)"nginx").Instance);
        Assert.False(((UnitName)"nginx").IsTemplate);
    }

    [Theory]
    [InlineData("nginx.servce", "Did you mean 'nginx.service'?")]
    [InlineData("/dev/sda", "systemd-escape")]
    [InlineData("a b", "may not stand in it")]
    [InlineData(".service", "no name")]
    [InlineData("@x.service", "no name")]
    public void What_is_no_unit_is_refused_with_the_remedy(string text, string remedy) =>
        Assert.Contains(remedy, ((UnitName)text).Error, StringComparison.Ordinal);

    [Fact]
    public void A_unit_name_has_at_most_255_characters()
    {
        Assert.Null(((UnitName)new string('a', 247)).Error);
        Assert.NotNull(((UnitName)new string('a', 248)).Error);
    }

    [Theory]
    [InlineData("0  3 *\t* MON-fri", "0 3 * * mon-fri")]
    [InlineData("*/5 0-23/2 1,15 jan,3-5 7", "*/5 0-23/2 1,15 jan,3-5 7")]
    [InlineData("@Daily", "@daily")]
    public void A_schedule_is_read_and_its_blanks_made_single(string text, string expected)
    {
        CronSchedule schedule = text;
        Assert.Null(schedule.Error);
        Assert.Equal(expected, schedule.ToString());
    }

    [Theory]
    [InlineData("60 * * * *", "from 0 to 59")]
    [InlineData("* * 0 * *", "from 1 to 31")]
    [InlineData("* * * * mom", "Did you mean 'mon'?")]
    [InlineData("* * * *", "4 fields")]
    [InlineData("* * * * * *", "6 fields")]
    [InlineData("5/10 * * * *", "did you mean 5-59/10?")]
    [InlineData("* * * * fri-sun", "5-7")]
    [InlineData("* 22-2 * * *", "22-23,0-2")]
    [InlineData("*/0 * * * *", "no step")]
    [InlineData("@dayly", "Did you mean '@daily'?")]
    public void What_is_no_schedule_is_refused_with_the_remedy(string text, string remedy) =>
        Assert.Contains(remedy, ((CronSchedule)text).Error, StringComparison.Ordinal);

    [Fact]
    public void A_checksum_matches_what_it_was_made_of_however_it_is_written()
    {
        Sha256 hash = Sha256.Of("abc"u8);
        Assert.Equal("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad", hash.ToString());
        Assert.Equal(hash, (Sha256)("SHA256:" + hash.ToString().ToUpperInvariant()));
        Assert.True(hash.Matches(Convert.FromHexString(hash.ToString())));
        Assert.False(hash.Matches(new byte[32]));
        Assert.False(default(Sha256).Matches(new byte[32]));
        Assert.Contains("SHA-1", ((Sha256)new string('a', 40)).Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("./files//motd", "files/motd", true)]
    [InlineData("../motd", null, false)]
    [InlineData("/opt//artifacts/./app.war", "/opt/artifacts/app.war", true)]
    [InlineData("/opt/../etc/shadow", null, false)]
    [InlineData("/opt/", null, false)]
    [InlineData("/", null, false)]
    [InlineData("C:/motd", null, false)]
    [InlineData("files\\motd", null, false)]
    [InlineData("files/", null, false)]
    public void A_source_file_stays_in_its_project_or_names_a_file_of_the_controller(string text, string? expected, bool valid)
    {
        SourceFile file = text;
        Assert.Equal(valid, file.Error is null);
        Assert.Equal(expected ?? text, file.Value);
    }

    [Fact]
    public void Null_and_default_are_not_given_and_no_text_throws()
    {
        Assert.False(((AbsolutePath)(string?)null).IsGiven);
        Assert.False(((Port)(string?)null).IsGiven);
        Check.QuickThrowOnFailure(Prop.ForAll<string?>(text =>
        {
            IDomainValue[] values = [(AbsolutePath)text, (UnixMode)text, (Port)text, (Cidr)text, (Duration)text, (UnitName)text, (CronSchedule)text, (Sha256)text, (SourceFile)text];
            return values.All(value => value.IsGiven == text is not null && (text is null ? value.ToString() == "" : value.Error is null || value.ToString() == text));
        }));
    }

    [Fact]
    public void What_a_value_prints_reads_as_the_same_value()
    {
        Gen<string> segment = Gen.Elements("etc", "a", ".", "", "a b", "..x", "é");
        Holds(segment.ArrayOf().Select(parts => "/" + string.Join('/', parts)), text => (AbsolutePath)text);
        Holds(Gen.Choose(0, 0xFFF).Select(bits => Convert.ToString(bits, 8).PadLeft(3, '0')), text => (UnixMode)text);
        Holds(Gen.Elements("u=rw,go=r", "a=", "u=rwxs,g=s,o=t", "ug=rw,o=r,u=x"), text => (UnixMode)text);
        Holds(Gen.Choose(1, 65535).Select(number => $"{number}"), text => (Port)text);
        Holds(Gen.Choose(0, 32).Select(length => $"{new IPAddress(unchecked((uint)IPAddress.HostToNetworkOrder((int)(length == 0 ? 0 : 0xAC1F3355u & (uint.MaxValue << (32 - length))))))}/{length}"), text => (Cidr)text);
        Holds(Gen.Choose(0, 16).Select(words => $"{string.Concat(Enumerable.Repeat("a0:", words / 2))}:/{words * 8}".Replace(":::", "::")).Where(text => !text.StartsWith(":/", StringComparison.Ordinal)), text => (Cidr)text, mayBeInvalid: true);
        Holds(Gen.Choose(0, int.MaxValue).SelectMany(a => Gen.Choose(0, 999_999), (a, b) => $"{a}s{b}us"), text => (Duration)text);
        Holds(Gen.Elements("nginx", "getty@tty1", "a.timer", "x-\\x2d.mount", "app.org"), text => (UnitName)text);
        Gen<string> minute = Gen.OneOf(Gen.Constant("*"), Gen.Choose(0, 59).Select(n => $"{n}"), Gen.Choose(1, 30).Select(n => $"*/{n}"), Gen.Choose(0, 20).Select(n => $"{n},{n}-{n + 5}/2"));
        Holds(minute.SelectMany(_ => Gen.Elements("*", "MON-fri", "7"), (m, day) => $" {m}   * 1 jan {day}"), text => (CronSchedule)text);
        Holds(Gen.Choose(0, 255).ArrayOf(32).Select(bytes => Convert.ToHexString([.. bytes.Select(b => (byte)b)])), text => (Sha256)text);
        Holds(segment.ArrayOf().Select(parts => string.Join('/', parts) + "/x").Where(text => text[0] != '/'), text => (SourceFile)text);
    }

    private static void Holds<T>(Gen<string> texts, Func<string, T> read, bool mayBeInvalid = false)
        where T : struct, IDomainValue, IEquatable<T> =>
        Check.QuickThrowOnFailure(Prop.ForAll(texts.ToArbitrary(), text =>
        {
            T value = read(text);
            string printed = value.ToString()!;
            return (mayBeInvalid || value.Error is null) && read(printed).Equals(value) && read(printed).ToString() == printed;
        }));
}
