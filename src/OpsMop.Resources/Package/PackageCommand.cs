namespace OpsMop;

/// <summary>A command of a package manager. Those that have the same arguments are run once, with the operands of all.</summary>
/// <param name="Arguments">The program and its arguments.</param>
/// <param name="Operand">What stands at its end for one package; <see langword="null"/> for nothing.</param>
internal sealed record PackageCommand(IReadOnlyList<string> Arguments, string? Operand);
