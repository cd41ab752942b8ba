namespace OpsMop.Templates.Interpreter;

/// <summary>A statement, ready to be run.</summary>
internal abstract class StatementCode
{
    public abstract Flow Run(Scope scope);

    /// <summary>Runs statements up to the first that leaves a loop.</summary>
    public static Flow Run(StatementCode[] body, Scope scope)
    {
        foreach (StatementCode statement in body)
        {
            Flow flow = statement.Run(scope);
            if (flow != Flow.Next)
            {
                return flow;
            }
        }

        return Flow.Next;
    }
}
