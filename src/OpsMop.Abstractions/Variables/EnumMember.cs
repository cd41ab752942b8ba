namespace OpsMop;

/// <summary>A member of an enum by the name that data has for it. Made by generated code.</summary>
/// <typeparam name="T">The enum.</typeparam>
/// <param name="Name">The name.</param>
/// <param name="Value">The member.</param>
public readonly record struct EnumMember<T>(string Name, T Value)
    where T : struct, Enum;
