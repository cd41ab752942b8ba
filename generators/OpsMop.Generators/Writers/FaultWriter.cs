namespace OpsMop.Generators;

/// <summary>Writes wrong declarations as errors of the compiler, which reads them in the generated file.</summary>
internal static class FaultWriter
{
    public static void Write(SourceWriter writer, IEnumerable<FaultModel> faults)
    {
        foreach (var fault in faults)
        {
            writer.Line($"#error {fault.Id}: {fault.Message.Replace('\n', ' ').Replace('\r', ' ')}");
        }
    }
}
