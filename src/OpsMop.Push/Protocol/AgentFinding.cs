namespace OpsMop.Push.Protocol;

/// <summary>A <see cref="Finding"/> as it travels.</summary>
/// <param name="Id">The rule.</param>
/// <param name="File">The policy file.</param>
/// <param name="Line">The line.</param>
/// <param name="Message">What is wrong and what to do about it.</param>
/// <param name="IsError">Whether the policy may not run.</param>
internal sealed record AgentFinding(string Id, string File, int Line, string Message, bool IsError)
{
    public static AgentFinding Of(Finding finding) => new(finding.Id, finding.Location.File, finding.Location.Line, finding.Message, finding.IsError);

    public Finding ToFinding() => new(Id, new SourceLocation(File, Line), Message, IsError);
}
