using System.Buffers;
using System.Runtime.Versioning;
using System.Text;
using System.Text.Json;
using FsCheck;
using FsCheck.Fluent;

namespace OpsMop.Tests.Domain;

public sealed class TextTests
{
    private static readonly Secret s_secret = Secret.Adopt("hunter2");

    [Fact]
    public void A_secret_in_a_text_is_written_and_not_shown()
    {
        Text text = $"user={"app"} password={s_secret}\n";
        Assert.Equal("user=app password=***\n", text.ToString());
        Assert.Equal("user=app password=hunter2\n", Encoding.UTF8.GetString(text.ToUtf8Bytes()));
        Assert.True(text.IsSecret);
        var writer = new ArrayBufferWriter<byte>();
        text.WriteTo(writer);
        Assert.Equal(text.ToUtf8Bytes(), writer.WrittenSpan.ToArray());
    }

    [Fact]
    public void A_secret_stays_one_through_other_texts_objects_sums_and_padding()
    {
        Text inner = $"<{s_secret}>";
        object hidden = s_secret;
        Text outer = (Text)$"{inner,12}|{inner,-12}|{hidden}|{(object)inner}" + "!";
        Assert.Equal("   <***>|<***>   |***|<***>!", outer.ToString());
        Assert.Equal("   <hunter2>|<hunter2>   |hunter2|<hunter2>!", outer.Reveal());
    }

    [Fact]
    public void A_line_of_a_text_is_shown_with_its_secrets_masked()
    {
        Text text = $"a\n{Secret.Adopt("one\ntwo")}\nb";
        string[] shown = [text.Show(0, 1), text.Show(2, 3), text.Show(6, 3), text.Show(10, 1)];
        Assert.Equal(["a", "***", "***", "b"], shown);
    }

    [Fact]
    public void Values_are_written_as_the_invariant_culture_writes_them()
    {
        Text text = $"{1.5} {255:x4} {7,3}{'c'} {(UnixMode)"644"} {(string?)null} {new string('x', 1000)}";
        Assert.Equal("1.5 00ff   7c 0644  " + new string('x', 1000), text.ToString());
        Assert.Equal("x   |", ((Text)$"{"x",-4}|").ToString());
    }

    [Fact]
    public void An_invalid_value_in_a_text_is_carried()
    {
        Text text = $"{(UnixMode)"+x"}";
        Assert.NotNull(text.Error);
        Assert.NotNull(((Text)$"{text}").Error);
        Assert.NotNull(((Text)$"{(Secret?)null}").Error);
    }

    [Fact]
    public void Null_stays_null_and_texts_are_equal_by_content()
    {
        Text? none = (string?)null;
        Assert.True(none is null && none == null);
        Text a = "hunter2";
        Text b = $"{s_secret}";
        Assert.True(a == b && a.GetHashCode() == b.GetHashCode() && a != Text.Empty);
    }

    [Fact]
    public void A_text_that_was_read_takes_no_more()
    {
        Text text = $"{1}";
        _ = text.ToString();
        Assert.Throws<InvalidOperationException>(() => text.AppendLiteral("x"));
    }

    [Fact]
    public void No_mix_of_parts_shows_a_secret()
    {
        Gen<(int Kind, string Value)> part = Gen.Choose(0, 4).SelectMany(_ => ArbMap.Default.GeneratorFor<NonNull<string>>(), (kind, value) => (kind, value.Get));
        Check.QuickThrowOnFailure(Prop.ForAll(part.ArrayOf().ToArbitrary(), parts =>
        {
            Text text = Text.Empty;
            string plain = "", shown = "";
            bool lastSecret = false;
            foreach ((int kind, string value) in parts)
            {
                // The marks stand in no other part, so that one that is shown was leaked.
                string marked = $"\u2603{value}\u2603";
                var secret = Secret.Adopt(marked);
                string clean = value.Replace("\u2603", "", StringComparison.Ordinal).Replace("*", "", StringComparison.Ordinal);
                bool isSecret = kind > 1;
                text = kind switch
                {
                    0 => text + clean,
                    1 => $"{text}{clean}",
                    2 => $"{text}{secret}",
                    3 => text + $"{secret}",
                    _ => $"{text}{(object)secret}",
                };
                plain += isSecret ? marked : clean;
                shown += isSecret ? lastSecret ? "" : "***" : clean;
                lastSecret = isSecret || (lastSecret && clean.Length == 0);
            }

            return text.Reveal() == plain && text.ToString() == shown && !text.ToString().Contains('\u2603');
        }));
    }

    [Fact]
    public void Rendering_a_small_text_allocates_little_more_than_its_characters()
    {
        Render(100);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Render(10_000);
        long each = (GC.GetAllocatedBytesForCurrentThread() - before) / 10_000;
        Assert.InRange(each, 0, 200);

        static void Render(int times)
        {
            for (int i = 0; i < times; i++)
            {
                Text text = $"listen {i}; server_name example.org;";
                _ = text.Reveal();
            }
        }
    }

    [Fact]
    public void A_secret_has_no_plain_text_and_no_json()
    {
        Assert.Contains("Text", Assert.Throws<InvalidOperationException>(s_secret.ToString).Message, StringComparison.Ordinal);
        Assert.Throws<NotSupportedException>(() => JsonSerializer.Serialize(s_secret));
        Assert.True(s_secret == Secret.Adopt("hunter2") && s_secret != Secret.Adopt("hunter3") && s_secret != null);
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public void A_secret_file_that_others_can_read_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "hunter2\n\n");
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.UserWrite);
            Assert.Equal("hunter2\n", Secret.FromFile(path).Reveal());
            File.SetUnixFileMode(path, UnixFileMode.UserRead | UnixFileMode.GroupRead);
            var refused = Assert.Throws<SystemFaultException>(() => Secret.FromFile(path));
            Assert.Equal(SystemFault.Refused, refused.Fault);
            Assert.Contains("chmod go-rwx", refused.Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }

        Assert.Equal(SystemFault.NotFound, Assert.Throws<SystemFaultException>(() => Secret.FromFile(path)).Fault);
    }
}
