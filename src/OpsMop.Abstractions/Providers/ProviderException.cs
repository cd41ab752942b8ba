namespace OpsMop;

/// <summary>Why a resource cannot be brought about, in words for the operator. The engine adds the resource, host, file and line.</summary>
/// <param name="message">What happened and what to do about it.</param>
/// <param name="inner">The cause.</param>
public class ProviderException(string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>The process that failed, for its exit code and output; <see langword="null"/> where none did.</summary>
    public ProcessResult? Process { get; init; }

    /// <summary>
    /// The observed key whose answer alone is the reason, such as <c>apt-candidate:nginx</c>. In a plan the failure is then certain unless an earlier change may
    /// change that answer, whatever else may be changed. <see langword="null"/> where it rests on all that was asked.
    /// </summary>
    public string? RestsOn { get; init; }
}
