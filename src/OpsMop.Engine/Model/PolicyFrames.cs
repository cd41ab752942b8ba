using System.Diagnostics;

namespace OpsMop.Engine.Model;

/// <summary>Finds the policy's own code on a stack.</summary>
internal static class PolicyFrames
{
    // The code between the policy and whoever looks is OpsMop's own; its packages have symbols too.
    private static readonly string[] s_ours = ["/src/OpsMop.Abstractions/", "/src/OpsMop.Engine/", "/src/OpsMop.Resources/"];

    /// <summary>The innermost line of the policy's own code, where symbols tell it.</summary>
    /// <param name="stack">The stack, with its files.</param>
    public static SourceLocation? Innermost(StackTrace stack)
    {
        foreach (var frame in stack.GetFrames())
        {
            if (frame.GetFileName() is { Length: > 0 } file && frame.GetFileLineNumber() > 0
                && !Array.Exists(s_ours, ours => file.Replace('\\', '/').Contains(ours, StringComparison.Ordinal)))
            {
                return new SourceLocation(file, frame.GetFileLineNumber());
            }
        }

        return null;
    }
}
