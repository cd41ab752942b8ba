namespace OpsMop;

/// <summary>Plans and applies what a procedure awaits.</summary>
internal interface ISessionRunner
{
    Task<Outcome> RunAsync(ResourceBuilder builder);

    Task<ProcessResult> QueryAsync(ProcessRequest request);
}
