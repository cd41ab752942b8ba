using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Tests.Processes;

/// <summary>It counts what the whole process allocates, so nothing runs beside it.</summary>
[CollectionDefinition(nameof(OutputMemoryTests), DisableParallelization = true)]
[Collection(nameof(OutputMemoryTests))]
public sealed class OutputMemoryTests
{
    private readonly LocalSystem _system = new();

    [Fact]
    public async Task A_hundred_megabytes_of_output_stay_in_bounded_memory()
    {
        var before = GC.GetTotalAllocatedBytes(precise: true);

        var result = await _system.QueryAsync(ProcessRequest.Shell("echo first; head -c 104857600 /dev/zero | tr '\\0' x; echo; echo last") with { OutputLimit = 10_000 });

        Assert.Equal(104857600 + 6 + 1 + 5 - 10_000, result.DroppedBytes);
        Assert.StartsWith("first\nxxx", result.Output);
        Assert.EndsWith("xxx\nlast\n", result.Output);
        Assert.Contains($"\n… {result.DroppedBytes} bytes left out …\n", result.Output);
        Assert.InRange(result.Output.Length, 10_000, 10_100);

        Assert.InRange(GC.GetTotalAllocatedBytes(precise: true) - before, 0, 70_000_000);
    }
}
