namespace OpsMop.Engine.State;

/// <summary>Why a handler is to run.</summary>
/// <param name="Resource">The resource whose change asks for it, such as <c>File[/etc/nginx/nginx.conf]</c>.</param>
/// <param name="Location">Where the policy declares that resource, <c>file:line</c>.</param>
/// <param name="Run">The name of the run that made the change.</param>
public sealed record LedgerCause(string Resource, string? Location, string Run);
