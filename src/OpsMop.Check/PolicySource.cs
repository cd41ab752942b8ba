using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace OpsMop.Building;

/// <summary>Finds the source of a class by the symbols of its assembly.</summary>
/// <param name="assembly">The assembly.</param>
internal sealed class PolicySource(string assembly)
{
    /// <summary>The first line of a class's code that is not generated; unknown without symbols.</summary>
    /// <param name="type">The class.</param>
    public SourceLocation Find(Type type)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(assembly));
            if (!file.TryOpenAssociatedPortablePdb(assembly, path => File.Exists(path) ? File.OpenRead(path) : null, out var symbols, out _) || symbols is null)
            {
                return default;
            }

            using (symbols)
            {
                var reader = symbols.GetMetadataReader();
                var methods = file.GetMetadataReader().GetTypeDefinition((TypeDefinitionHandle)MetadataTokens.Handle(type.MetadataToken)).GetMethods();
                return methods
                    .SelectMany(method => reader.GetMethodDebugInformation(method.ToDebugInformationHandle()).GetSequencePoints())
                    .Where(point => !point.IsHidden)
                    .Select(point => new SourceLocation(reader.GetString(reader.GetDocument(point.Document).Name), point.StartLine))
                    .Where(location => !location.File.EndsWith(".g.cs", StringComparison.Ordinal))
                    .OrderBy(location => location.Line)
                    .FirstOrDefault();
            }
        }
        catch (Exception exception) when (exception is IOException or BadImageFormatException)
        {
            return default;
        }
    }
}
