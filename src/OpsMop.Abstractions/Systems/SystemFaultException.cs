namespace OpsMop;

/// <summary>What a system could not do, in words for the operator: what, on which path or key, why and what to do about it.</summary>
public class SystemFaultException : Exception
{
    /// <summary>Creates the error.</summary>
    /// <param name="fault">The kind of the fault.</param>
    /// <param name="subject">The path or key that it is about.</param>
    /// <param name="message">What happened and what to do, as one or two sentences.</param>
    /// <param name="inner">The cause.</param>
    public SystemFaultException(SystemFault fault, string subject, string message, Exception? inner = null)
        : base(message, inner)
    {
        Fault = fault;
        Subject = subject;
    }

    /// <summary>The kind of the fault.</summary>
    public SystemFault Fault { get; }

    /// <summary>The path or key that the fault is about.</summary>
    public string Subject { get; }
}
