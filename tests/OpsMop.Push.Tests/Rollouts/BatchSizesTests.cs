using OpsMop.Push.Rollouts;

namespace OpsMop.Push.Tests.Rollouts;

/// <summary>Counts and percentages of hosts.</summary>
public sealed class BatchSizesTests
{
    [Theory]
    [InlineData(10, "1,10%,100%", "1,1,8")]
    [InlineData(10, "3", "3,3,3,1")]
    [InlineData(10, "50%", "5,5")]
    [InlineData(3, "10%", "1,1,1")]
    [InlineData(5, "2,100%", "2,3")]
    [InlineData(0, "1", "")]
    [InlineData(4, "", "4")]
    public void Hosts_are_cut_into_batches_and_none_is_lost(int hosts, string sizes, string expected)
    {
        var batches = BatchSizes.Cut([.. Enumerable.Range(0, hosts)], sizes.Split(',', StringSplitOptions.RemoveEmptyEntries));
        Assert.Equal(expected, string.Join(',', batches.Select(batch => batch.Count)));
        Assert.Equal(Enumerable.Range(0, hosts), batches.SelectMany(batch => batch));
    }

    [Theory]
    [InlineData("5", 1, null)]
    [InlineData("100%", 1, null)]
    [InlineData("0", 0, null)]
    [InlineData("0", 1, "'0' is too small; the least is 1.")]
    [InlineData("0%", 1, "'0%' is too small; the least is 1%.")]
    [InlineData("101%", 1, "'101%' is more than all hosts; the most is 100%.")]
    [InlineData("a few", 1, "'a few' is neither a count nor a percentage of hosts; write 5 or 10%.")]
    [InlineData("-1", 0, "'-1' is neither a count nor a percentage of hosts; write 5 or 10%.")]
    public void A_size_that_makes_no_sense_is_told(string size, int least, string? expected) => Assert.Equal(expected, BatchSizes.Fault(size, least));
}
