namespace OpsMop.Push.Protocol;

/// <summary>What a frame is. Those of the controller are below 64, those of the agent above.</summary>
internal enum FrameKind : byte
{
    /// <summary>The first frame of a session: <see cref="SessionStart"/>.</summary>
    Start = 1,

    /// <summary>A run to make: <see cref="OpsMop.Engine.Distribution.RunOrder"/>.</summary>
    Run = 2,

    /// <summary>Stop after the running change.</summary>
    Stop = 3,

    /// <summary>End the running change too.</summary>
    Abort = 4,

    /// <summary>The results of all runs so far have arrived and are safe.</summary>
    Received = 5,

    /// <summary>Nothing more will come: the agent ends.</summary>
    End = 6,

    /// <summary>The list of the files that the agent may ask for.</summary>
    Manifest = 7,

    /// <summary>A part of a file that was asked for: its number (4 bytes), then an encoded chunk.</summary>
    FileChunk = 8,

    /// <summary>A file that was asked for has been sent whole: its number (4 bytes).</summary>
    FileEnd = 9,

    /// <summary>A file that was asked for cannot be sent: its number (4 bytes), then why.</summary>
    FileFailed = 10,

    /// <summary>The controller has taken a file, or a part of one: its number (4 bytes).</summary>
    Taken = 11,

    /// <summary>The controller has not taken a file: its number (4 bytes), then why.</summary>
    NotTaken = 12,

    /// <summary>For a relay: connect to a host: its number (4 bytes), then <see cref="ChildStart"/>.</summary>
    Open = 20,

    /// <summary>For a relay: input of a child: its number (4 bytes), then bytes.</summary>
    ChildInput = 21,

    /// <summary>For a relay: bytes to keep: their SHA-256 (32 bytes), then the bytes.</summary>
    Keep = 22,

    /// <summary>For a relay: input of a child that it keeps: its number (4 bytes), then the SHA-256.</summary>
    ChildInputKept = 23,

    /// <summary>For a relay: bytes that need not be kept any more: their SHA-256.</summary>
    Forget = 24,

    /// <summary>For a relay: a child gets no more input: its number (4 bytes).</summary>
    ChildInputEnd = 25,

    /// <summary>For a relay: end the connection to a child: its number (4 bytes).</summary>
    ChildKill = 26,

    /// <summary>The first frame of the agent: <see cref="AgentStarted"/>.</summary>
    Started = 65,

    /// <summary>Events of the run, one a line of JSON.</summary>
    Events = 66,

    /// <summary>A run has ended: <see cref="RunEnded"/>.</summary>
    Ended = 67,

    /// <summary>Events of an earlier run, whose connection broke.</summary>
    EarlierEvents = 68,

    /// <summary>An earlier run has been told whole: <see cref="EarlierRun"/>.</summary>
    EarlierEnded = 69,

    /// <summary>The manifest is wanted: the agent does not have it from an earlier session.</summary>
    ManifestWanted = 70,

    /// <summary>A file is wanted: <see cref="FileWanted"/>.</summary>
    FileWanted = 71,

    /// <summary>A file for the controller begins: <see cref="FileOffered"/>.</summary>
    FileOffered = 72,

    /// <summary>A part of a file for the controller: its number (4 bytes), then bytes; without bytes the end of it.</summary>
    FileOfferedChunk = 73,

    /// <summary>The agent is alive.</summary>
    Alive = 74,

    /// <summary>From a relay: a child has greeted: its number (4 bytes), then its greeting.</summary>
    Opened = 80,

    /// <summary>From a relay: a child cannot be reached: its number (4 bytes), then <see cref="ChildFailed"/>.</summary>
    OpenFailed = 81,

    /// <summary>From a relay: a child is being connected to: its number (4 bytes), then <see cref="ChildAttempt"/>.</summary>
    OpenAttempted = 82,

    /// <summary>From a relay: output of a child: its number (4 bytes), then bytes.</summary>
    ChildOutput = 83,

    /// <summary>From a relay: a child has ended: its number (4 bytes), then <see cref="ChildEnded"/>.</summary>
    ChildEnded = 84,
}

/// <summary>What can be asked of a <see cref="FrameKind"/>.</summary>
internal static class FrameKinds
{
    /// <summary>Whether this build knows the kind. <see cref="Enum.IsDefined{TEnum}"/> reads the names of all first, which costs an agent more than the frames.</summary>
    /// <param name="kind">The kind as it came.</param>
    public static bool IsKnown(this FrameKind kind) => kind is
        (>= FrameKind.Start and <= FrameKind.NotTaken)
        or (>= FrameKind.Open and <= FrameKind.ChildKill)
        or (>= FrameKind.Started and <= FrameKind.Alive)
        or (>= FrameKind.Opened and <= FrameKind.ChildEnded);
}
