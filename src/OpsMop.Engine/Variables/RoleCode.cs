namespace OpsMop.Engine.Variables;

/// <summary>Code that sets variables of all roles of a class, whatever their names: <c>group.Set&lt;Web&gt;(web => web.Workers = 8)</c>.</summary>
/// <param name="Type">The class of the roles, or a base class of theirs.</param>
/// <param name="Configure">Sets the variables. It may be called once for many hosts, so it must do nothing but set them.</param>
/// <param name="Location">Where it stands.</param>
public sealed record RoleCode(Type Type, Action<RoleBase> Configure, SourceLocation Location);
