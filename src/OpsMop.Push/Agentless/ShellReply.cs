using System.Text;

namespace OpsMop.Push.Agentless;

/// <summary>What the other end answered to one request.</summary>
/// <param name="Word">How it went: <c>ok</c>, or what stood in the way.</param>
/// <param name="Body">What it printed.</param>
/// <param name="Number">The number of the request.</param>
internal readonly record struct ShellReply(string Word, ReadOnlyMemory<byte> Body, int Number = 0)
{
    /// <summary>Whether it went well.</summary>
    public bool IsOk => Word == "ok";

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The two parts of a body that has two.</summary>
    /// <param name="mark">The line between them.</param>
    public (ReadOnlyMemory<byte> First, ReadOnlyMemory<byte>? Second) Split(ReadOnlySpan<byte> mark)
    {
        for (var from = 0; from < Body.Length;)
        {
            var at = Body.Span[from..].IndexOf(mark);
            if (at < 0)
            {
                break;
            }

            at += from;
            var after = at + mark.Length;
            if (at > 0 && Body.Span[at - 1] == '\n' && after < Body.Length && Body.Span[after] == '\n')
            {
                return (Body[..(at - 1)], Body[(after + 1)..]);
            }

            from = after;
        }

        return (Body, null);
    }
}
