namespace OpsMop;

/// <summary>A template file that an assembly was compiled from. Generated.</summary>
/// <param name="Path">Its path below the project's folder, where the build also copies it to: <c>templates/nginx.conf.j2</c>.</param>
/// <param name="Sha256">The SHA-256 of its text in UTF-8, without a byte order mark: 64 hexadecimal digits in lower case.</param>
public sealed record TemplateDescriptor(string Path, string Sha256);
