namespace OpsMop;

/// <summary>What a service manager is asked to do.</summary>
internal enum ServiceVerb
{
    Start,
    Stop,
    Restart,
    Reload,
    Enable,
    Disable,
}
