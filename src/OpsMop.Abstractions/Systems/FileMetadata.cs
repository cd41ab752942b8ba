namespace OpsMop;

/// <summary>The mode and owners that a file or directory is made with. It never exists with any other.</summary>
/// <param name="Mode">The permission bits.</param>
/// <param name="Owner">The owner's name or number; <see langword="null"/> for the user who runs the agent.</param>
/// <param name="Group">The group's name or number; <see langword="null"/> for the primary group of the user who runs the agent.</param>
public sealed record FileMetadata(UnixMode Mode, string? Owner = null, string? Group = null);
