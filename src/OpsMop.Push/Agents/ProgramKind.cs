namespace OpsMop.Push.Agents;

/// <summary>What an ELF file is in .NET's world.</summary>
internal enum ProgramKind
{
    /// <summary>Machine code only: a native build, or no program of .NET at all.</summary>
    Native,

    /// <summary>One file with .NET in it.</summary>
    Bundle,

    /// <summary>One file that needs an installed .NET.</summary>
    DependentBundle,

    /// <summary>A launcher of an assembly that lies beside it.</summary>
    Launcher,
}
