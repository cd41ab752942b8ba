using Microsoft.CodeAnalysis;

namespace OpsMop.Generators.Templates;

/// <summary>Reads the types that a template can reach, from its method's parameters and its class on.</summary>
internal sealed class ShapeReader(INamedTypeSymbol within)
{
    // What a template reaches is near: a type that is this many members away is known by the run time alone.
    private const int MostShapes = 600;
    private const int MostDepth = 8;

    private readonly Dictionary<(ITypeSymbol Type, bool WithMembers), int> _indexes = new(new ByAnnotatedType());
    private readonly List<Shape> _shapes = [];

    public EquatableArray<Shape> Shapes => _shapes.ToEquatableArray();

    /// <summary>The index of a type.</summary>
    public int Read(ITypeSymbol type, int depth = 0)
    {
        var withMembers = depth <= MostDepth && _shapes.Count < MostShapes;
        if (_indexes.TryGetValue((type, withMembers), out var index))
        {
            return index;
        }

        index = _shapes.Count;
        _indexes.Add((type, withMembers), index);
        _shapes.Add(Shape.Dynamic);
        _shapes[index] = Make(type, depth, withMembers);
        return index;
    }

    /// <summary>The members of the class that the method stands in, private ones and those of its base classes included.</summary>
    public EquatableArray<ShapeMember> MembersOfClass(IMethodSymbol method) => Members(within, depth: 0, isStaticToo: true, method);

    private static bool IsIn(ITypeSymbol type, params string[] names)
    {
        var space = type.ContainingNamespace;
        for (var i = names.Length - 1; i >= 0; i--)
        {
            if (space is null || space.Name != names[i])
            {
                return false;
            }

            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: true };
    }

    private static bool IsSystem(ITypeSymbol type)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space?.Name is "System" or "Microsoft";
    }

    /// <summary><c>IEnumerable&lt;T&gt;</c> and <c>IReadOnlyDictionary&lt;K, V&gt;</c> as a type has them.</summary>
    private static INamedTypeSymbol? Interface(ITypeSymbol type, Func<INamedTypeSymbol, bool> isIt) =>
        type is INamedTypeSymbol named && isIt(named) ? named : type.AllInterfaces.FirstOrDefault(isIt);

    private static bool IsEnumerable(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T;

    private static bool IsCollection(INamedTypeSymbol type) =>
        type.OriginalDefinition.SpecialType is SpecialType.System_Collections_Generic_IReadOnlyCollection_T or SpecialType.System_Collections_Generic_ICollection_T;

    private static bool IsList(INamedTypeSymbol type) => type.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IReadOnlyList_T;

    private static bool IsDictionary(INamedTypeSymbol type) =>
        type is { Name: "IReadOnlyDictionary" or "IDictionary", TypeArguments.Length: 2 } && IsIn(type, "System", "Collections", "Generic");

    private static bool IsReadOnlyDictionary(INamedTypeSymbol type) => type.Name == "IReadOnlyDictionary" && IsDictionary(type);

    private Shape Make(ITypeSymbol type, int depth, bool withMembers)
    {
        var isNullableValue = type.IsNullableValue();
        var bare = type.WithoutNullable();
        var isNullable = isNullableValue || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);
        var none = EquatableArray<ShapeMember>.Empty;
        Shape Of(ShapeKind kind, EquatableArray<ShapeMember> members = default, int key = -1, int element = -1, bool hasCount = false, bool isIndexable = false) =>
            new(type.Qualified(), kind, isNullable, type.IsValueType, key, element, hasCount, isIndexable, members);

        switch (bare.SpecialType)
        {
            case SpecialType.System_String:
                return Of(ShapeKind.String, none);
            case SpecialType.System_Boolean:
                return Of(ShapeKind.Boolean, none);
            case SpecialType.System_SByte or SpecialType.System_Byte or SpecialType.System_Int16 or SpecialType.System_UInt16 or SpecialType.System_Int32
                or SpecialType.System_UInt32 or SpecialType.System_Int64:
                return Of(ShapeKind.Integer, none);
            case SpecialType.System_UInt64:
                return Of(ShapeKind.BigInteger, none);
            case SpecialType.System_Single or SpecialType.System_Double:
                return Of(ShapeKind.Float, none);
            case SpecialType.System_Object or SpecialType.System_Decimal or SpecialType.System_Char:
                return Of(ShapeKind.Dynamic, none);
        }

        if (bare.TypeKind is TypeKind.Error or TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Delegate or TypeKind.TypeParameter or TypeKind.Dynamic || bare.IsRefLikeType)
        {
            return Of(ShapeKind.Dynamic, none);
        }

        if (bare.TypeKind == TypeKind.Enum)
        {
            return Of(ShapeKind.Enum, none);
        }

        if (bare.IsContract("Text"))
        {
            return Of(ShapeKind.Text, none);
        }

        if (bare.IsContract("Secret"))
        {
            return Of(ShapeKind.Secret, none);
        }

        if (bare.IsDomainValue())
        {
            return Of(ShapeKind.Domain, none);
        }

        if (IsIn(bare, "System", "Text", "Json") || IsIn(bare, "System", "Text", "Json", "Nodes") || IsIn(bare, "OpsMop", "Templates"))
        {
            return Of(ShapeKind.Dynamic, none);
        }

        if (bare.Name == "BigInteger" && IsIn(bare, "System", "Numerics"))
        {
            return Of(ShapeKind.BigInteger, none);
        }

        if (bare is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            return Of(ShapeKind.Tuple, tuple.TupleElements.Select(field => ShapeMember.Data(field.Name, Read(field.Type, depth + 1))).ToEquatableArray());
        }

        if (bare is INamedTypeSymbol { Name: "KeyValuePair", TypeArguments.Length: 2 } pair && IsIn(bare, "System", "Collections", "Generic"))
        {
            return Of(ShapeKind.Tuple, ShapeMember.Pair("Key", Read(pair.TypeArguments[0], depth + 1), "Value", Read(pair.TypeArguments[1], depth + 1)));
        }

        if (Interface(bare, IsDictionary) is { } dictionary)
        {
            return Of(
                ShapeKind.Dictionary,
                none,
                Read(dictionary.TypeArguments[0], depth + 1),
                Read(dictionary.TypeArguments[1], depth + 1),
                hasCount: true,
                isIndexable: Interface(bare, IsReadOnlyDictionary) is not null);
        }

        if (bare is IArrayTypeSymbol array)
        {
            return array.Rank == 1 ? Of(ShapeKind.Sequence, none, element: Read(array.ElementType, depth + 1), hasCount: true, isIndexable: true) : Of(ShapeKind.Dynamic, none);
        }

        if (Interface(bare, IsEnumerable) is { } enumerable && !(bare.TypeKind == TypeKind.Class && !IsSystem(bare) && Interface(bare, IsCollection) is null))
        {
            return Of(
                ShapeKind.Sequence,
                none,
                element: Read(enumerable.TypeArguments[0], depth + 1),
                hasCount: Interface(bare, IsCollection) is not null,
                isIndexable: Interface(bare, IsList) is not null);
        }

        if (IsSystem(bare))
        {
            return Of(ShapeKind.Formatted, none);
        }

        return Of(ShapeKind.Object, withMembers ? Members((INamedTypeSymbol)bare, depth, isStaticToo: false, except: null) : none);
    }

    private EquatableArray<ShapeMember> Members(INamedTypeSymbol type, int depth, bool isStaticToo, IMethodSymbol? except)
    {
        var members = new List<ShapeMember>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        IEnumerable<INamedTypeSymbol> all = type.TypeKind == TypeKind.Interface ? new[] { type }.Concat(type.AllInterfaces) : Bases(type);
        foreach (var current in all)
        {
            foreach (var member in current.GetMembers())
            {
                if (IsReachable(member, isStaticToo) && !SymbolEqualityComparer.Default.Equals(member, except) && seen.Add(member.Name) && Member(member, depth) is { } one)
                {
                    members.Add(one);
                }
            }
        }

        return members.ToEquatableArray();
    }

    private static IEnumerable<INamedTypeSymbol> Bases(INamedTypeSymbol type)
    {
        for (var current = type; current is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; current = current.BaseType)
        {
            yield return current;
        }
    }

    private ShapeMember? Member(ISymbol member, int depth) => member switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: not null } property => ShapeMember.Data(Identifier.Escape(property.Name), Read(property.Type, depth + 1)),
        IFieldSymbol field => ShapeMember.Data(Identifier.Escape(field.Name), Read(field.Type, depth + 1)),
        IMethodSymbol { MethodKind: MethodKind.Ordinary, ReturnsVoid: false, IsGenericMethod: false } method when method.Parameters.All(static p => p.RefKind == RefKind.None) => new(
            Identifier.Escape(method.Name),
            Read(method.ReturnType, depth + 1),
            true,
            // Of what a method takes, nothing but the type matters: with its members, an edit of one would reach every template of the class.
            method.Parameters.Select(p => Read(p.Type, MostDepth + 1)).ToEquatableArray(),
            method.Parameters.Count(static p => !p.IsOptional && !p.IsParams)),
        _ => null,
    };

    private bool IsReachable(ISymbol member, bool isStaticToo) =>
        (isStaticToo || !member.IsStatic)
        && !member.IsImplicitlyDeclared
        && member.CanBeReferencedByName
        && member.Name is not ("ToString" or "GetHashCode" or "Equals" or "GetType" or "MemberwiseClone" or "Deconstruct" or "GetEnumerator")
        && member.DeclaredAccessibility switch
        {
            Accessibility.Public => true,
            Accessibility.Internal or Accessibility.ProtectedOrInternal => SymbolEqualityComparer.Default.Equals(member.ContainingAssembly, within.ContainingAssembly),
            Accessibility.Protected or Accessibility.ProtectedAndInternal => IsBaseOfWithin(member.ContainingType),
            _ => IsAround(member.ContainingType),
        };

    private bool IsBaseOfWithin(INamedTypeSymbol type)
    {
        for (var current = within; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return false;
    }

    private bool IsAround(INamedTypeSymbol type)
    {
        for (var current = within; current is not null; current = current.ContainingType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, type))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Tells <c>string?</c> from <c>string</c>, also within type arguments.</summary>
    private sealed class ByAnnotatedType : IEqualityComparer<(ITypeSymbol Type, bool WithMembers)>
    {
        public bool Equals((ITypeSymbol Type, bool WithMembers) x, (ITypeSymbol Type, bool WithMembers) y) =>
            x.WithMembers == y.WithMembers && SymbolEqualityComparer.IncludeNullability.Equals(x.Type, y.Type);

        public int GetHashCode((ITypeSymbol Type, bool WithMembers) obj) => SymbolEqualityComparer.IncludeNullability.GetHashCode(obj.Type);
    }
}
