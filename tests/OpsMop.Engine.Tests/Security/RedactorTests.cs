using OpsMop.Engine.Security;

namespace OpsMop.Engine.Tests.Security;

public sealed class RedactorTests
{
    [Fact]
    public void A_secret_in_what_a_command_prints_is_masked()
    {
        Secret.Adopt("redact-me-1");
        Assert.Equal("login with *** failed: ***", Redactor.Mask("login with redact-me-1 failed: redact-me-1"));
    }

    [Fact]
    public void A_text_without_secrets_is_the_same_object()
    {
        Secret.Adopt("redact-me-2");
        const string Harmless = "nothing to see";
        Assert.Same(Harmless, Redactor.Mask(Harmless));
        Assert.Null(Redactor.Mask(null));
    }

    [Fact]
    public void Where_one_secret_overlaps_another_the_tail_is_masked_too()
    {
        Secret.Adopt("overlap-abcd");
        Secret.Adopt("abcd-efgh-ijkl");
        Assert.Equal("<***>", Redactor.Mask("<overlap-abcd-efgh-ijkl>"));
    }

    [Fact]
    public void The_longest_of_two_secrets_with_one_beginning_is_masked()
    {
        Secret.Adopt("prefix-of");
        Secret.Adopt("prefix-of-more");
        Assert.Equal("***!", Redactor.Mask("prefix-of-more!"));
    }

    [Fact]
    public void A_line_of_a_key_is_a_secret_too()
    {
        Secret.Adopt("-----BEGIN-----\nMIIEvQIBADANBgkq\n-----END-----\n");
        Assert.Equal("error near ***", Redactor.Mask("error near MIIEvQIBADANBgkq"));
    }

    [Fact]
    public void A_value_too_short_to_hide_anything_is_left_alone()
    {
        Secret.Adopt("e");
        Assert.Equal("eleven", Redactor.Mask("eleven"));
    }

    [Fact]
    public void A_secret_that_comes_later_is_masked_as_well()
    {
        Assert.Equal("late-secret-7", Redactor.Mask("late-secret-7"));
        Secret.Adopt("late-secret-7");
        Assert.Equal("***", Redactor.Mask("late-secret-7"));
    }
}
