using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;

namespace OpsMop.Generators;

/// <summary>Finds the registry of a referenced assembly. It is asked once per reference, not once per edit, and binds no symbols.</summary>
internal static class ReferencedRegistry
{
    private const string Attribute = "RegistryAttribute";

    /// <summary>The registry's class with <c>global::</c>; <see langword="null"/> where the assembly has none.</summary>
    public static string? Find(MetadataReference reference)
    {
        if (!reference.Properties.Aliases.IsDefaultOrEmpty && !reference.Properties.Aliases.Contains(MetadataReferenceProperties.GlobalAlias))
        {
            return null;
        }

        return reference switch
        {
            CompilationReference compilation => FindInSource(compilation.Compilation),
            PortableExecutableReference file => FindInFile(file),
            _ => null,
        };
    }

    private static string? FindInSource(Compilation compilation)
    {
        foreach (var attribute in compilation.Assembly.GetAttributes())
        {
            if (attribute.AttributeClass.IsContract(Attribute) && attribute.ConstructorArguments is [{ Value: INamedTypeSymbol type }])
            {
                return type.Bare();
            }
        }

        return null;
    }

    private static string? FindInFile(PortableExecutableReference file)
    {
        try
        {
            if (file.GetMetadata() is not AssemblyMetadata assembly)
            {
                return null;
            }

            var reader = assembly.GetModules()[0].GetMetadataReader();
            if (!reader.IsAssembly)
            {
                return null;
            }

            foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
            {
                var attribute = reader.GetCustomAttribute(handle);
                if (IsRegistry(reader, attribute.Constructor) && ReadType(reader.GetBlobReader(attribute.Value)) is { } type)
                {
                    return type;
                }
            }
        }
        catch (Exception e) when (e is BadImageFormatException or IOException or ObjectDisposedException)
        {
            // The compiler reports a reference that cannot be read.
        }

        return null;
    }

    private static bool IsRegistry(MetadataReader reader, EntityHandle constructor)
    {
        if (constructor.Kind == HandleKind.MemberReference)
        {
            var parent = reader.GetMemberReference((MemberReferenceHandle)constructor).Parent;
            if (parent.Kind == HandleKind.TypeReference)
            {
                var type = reader.GetTypeReference((TypeReferenceHandle)parent);
                return reader.StringComparer.Equals(type.Name, Attribute) && reader.StringComparer.Equals(type.Namespace, "OpsMop");
            }
        }
        else if (constructor.Kind == HandleKind.MethodDefinition)
        {
            var type = reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType());
            return reader.StringComparer.Equals(type.Name, Attribute) && reader.StringComparer.Equals(type.Namespace, "OpsMop");
        }

        return false;
    }

    /// <summary>A <c>Type</c> in the blob of an attribute is its name, with the assembly behind a comma if it is another's.</summary>
    private static string? ReadType(BlobReader blob)
    {
        if (blob.Length < 3 || blob.ReadUInt16() != 1 || blob.ReadSerializedString() is not { Length: > 0 } name)
        {
            return null;
        }

        var comma = name.IndexOf(',');
        return "global::" + (comma < 0 ? name : name.Substring(0, comma)).Trim();
    }
}
