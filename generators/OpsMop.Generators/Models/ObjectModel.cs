namespace OpsMop.Generators;

/// <summary>A class or record that is data.</summary>
/// <param name="Type">The type.</param>
/// <param name="IsValueType">Whether it can not be <see langword="null"/>.</param>
/// <param name="Members">Its members; those that must be given come first, as the contract wants it.</param>
/// <param name="ConstructorOrder">The members that the constructor takes, in its order.</param>
/// <param name="NeedsTemplate">Whether an <c>init</c> member that is not given takes its value from an object made without it.</param>
internal sealed record ObjectModel(string Type, bool IsValueType, EquatableArray<ObjectMemberModel> Members, EquatableArray<int> ConstructorOrder, bool NeedsTemplate);
