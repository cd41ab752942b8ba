namespace OpsMop.Resources.Tests;

public sealed class ShaCryptTests
{
    [Theory]
    [InlineData("Hello world!", "$5$saltstring", "$5$saltstring$5B8vYYiY.CVt1RlTTf8KbXBH3hsxY/GNooZaBBGWEc5")]
    [InlineData("Hello world!", "$5$rounds=10000$saltstringsaltstring", "$5$rounds=10000$saltstringsaltst$3xv.VbSHBb41AL9AvLeujZkZRBAwqFMz2.opqey6IcA")]
    [InlineData("Hello world!", "$6$saltstring", "$6$saltstring$svn8UoSVapNtMuq1ukKS4tPQd8iKwSMHWjl/O817G3uBnIFNjnQJuesI68u4OTLiBFdcbYEdFCoEOfaS35inz1")]
    [InlineData(
        "we have a short salt string but not a short password", "$6$rounds=1400$anotherlongsaltstring",
        "$6$rounds=1400$anotherlongsalts$AP.vbZcNbWD30OfPAcUJe702LINHtb7RqILoLW9vJ/DHPMJyr6a.5rQHcOzBXuDOEzAqm8/9xW6EF/z3vOBQp0")]
    [InlineData(
        "ä very long password of more than sixty-four characters, to fill more than one block of the hash", "$6$x",
        "$6$x$n8.6fSUViKlgxr87w1bEN0pRck2T5PosTkMwZpurGwM.fCuZGmR3o43HyPi4teKKqvMvtyVJn8PIA429GUhNJ.")]
    public void A_hash_is_that_of_crypt(string password, string setting, string expected)
    {
        Assert.Equal(expected, ShaCrypt.Hash(password, setting));
        Assert.Equal(expected, ShaCrypt.Hash(password, expected));
    }

    [Theory]
    [InlineData("$y$j9T$salt$hash")]
    [InlineData("*")]
    [InlineData("")]
    public void Other_methods_are_not_ours(string setting) => Assert.Null(ShaCrypt.Hash("x", setting));
}
