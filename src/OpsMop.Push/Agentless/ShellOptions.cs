using OpsMop.Engine.Systems;

namespace OpsMop.Push.Agentless;

/// <summary>How a <see cref="ShellSystem"/> works.</summary>
internal sealed record ShellOptions
{
    /// <summary>The host's name, for messages.</summary>
    public string Host { get; init; } = "the host";

    /// <summary>How long the other end may leave a question unanswered before the session counts as dead; <see langword="null"/> for no limit. A process that runs is no such question.</summary>
    public TimeSpan? Silence { get; init; }

    /// <summary>When what is written must survive a loss of power there.</summary>
    public Durability Durability { get; init; } = Durability.Grouped;

    /// <summary>How long a process has between SIGTERM and SIGKILL; tests are in more of a hurry.</summary>
    internal TimeSpan Grace { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>What an operator can read about the end of a session, such as what ssh has printed.</summary>
    public Func<string>? ErrorText { get; init; }
}
