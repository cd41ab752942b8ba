using System.Globalization;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using OpsMop.Parsing;

namespace OpsMop.Generators;

/// <summary>Reads the declaration of a type of resource.</summary>
internal sealed class ResourceParser
{
    private static readonly string[] s_ownAttributes =
    [
        "KeyAttribute", "RequiredAttribute", "ExcludesAttribute", "NeedsAttribute", "RangeAttribute", "LengthAttribute", "RegularExpressionAttribute",
        "AllowedValuesAttribute", "UrlAttribute", "ReadableByAttribute", "PrintedAttribute", "ClaimsAttribute", "FromScopeAttribute", "RunsCommandAttribute",
        "AbsenceAttribute", "PinsAttribute", "RecursiveAttribute", "SuggestsAttribute",
    ];

    private static readonly string[] s_scopes = ["Owner", "Group", "Mode", "DirectoryMode"];

    // The symbol of the contract's class lives as long as its reference; it is not kept alive here.
    private static readonly ConditionalWeakTable<INamedTypeSymbol, HashSet<string>> s_commonNames = new();

    private readonly INamedTypeSymbol _type;
    private readonly AttributeData _attribute;
    private readonly IFaultSink? _faults;
    private readonly CancellationToken _cancel;
    private readonly HashSet<string> _parameters = ["host", "callerFile", "callerLine", "builder", "context", "location"];
    private readonly HashSet<string> _fields = [];
    private HashSet<string> _common = [];
    private bool _hasRefused;

    private ResourceParser(INamedTypeSymbol type, AttributeData attribute, IFaultSink? faults, CancellationToken cancel)
    {
        _type = type;
        _attribute = attribute;
        _faults = faults;
        _cancel = cancel;
    }

    /// <summary>The model of a declaration, as far as it can be written.</summary>
    /// <param name="type">The class.</param>
    /// <param name="attribute">Its <c>[ResourceType]</c>.</param>
    /// <param name="assembly">The assembly that the other half is written for.</param>
    /// <param name="faults">Takes what is wrong; <see langword="null"/> where nobody asks.</param>
    /// <param name="cancel">Cancels the reading.</param>
    public static ResourceModel? Parse(INamedTypeSymbol type, AttributeData attribute, IAssemblySymbol assembly, IFaultSink? faults, CancellationToken cancel) =>
        attribute.ConstructorArguments is [{ Value: string name }] ? new ResourceParser(type, attribute, faults, cancel).Parse(name, attribute.NamedFlag("Action"), assembly) : null;

    /// <summary>Reads the comments of a declaration and writes its schema: what is left to do where a declaration is new.</summary>
    public static ResourceModel Finish(ResourceModel model)
    {
        var documentation = Documentation.Read(model.Comment);
        var finished = model with
        {
            Comment = "",
            Summary = documentation.Summary,
            Remarks = documentation.Remarks,
            PlainSummary = documentation.FirstSentence,
            Properties = model.Properties.Select(Finish).ToEquatableArray(),
        };
        return model.IsUnusable ? finished : finished with { JsonSchema = JsonSchema.Write(finished) };
    }

    private static PropertyModel Finish(PropertyModel property)
    {
        var documentation = Documentation.Read(property.Comment);
        return property with
        {
            Comment = "",
            Summary = documentation.Summary,
            Remarks = documentation.Remarks,
            Verbs = property.Verbs.Select(verb => verb with { Summary = Documentation.Read(verb.Summary).Summary }).ToEquatableArray(),
        };
    }

    private ResourceModel Parse(string name, bool isAction, IAssemblySymbol assembly)
    {
        var methodName = Identifier.Pascal(name);
        var accessibility = _type.EffectiveAccessibility();
        var isUnusable = CheckType(name, methodName, accessibility);
        var contract = ContractBase();
        _common = contract is null ? [] : s_commonNames.GetValue(contract, CommonNames);

        var properties = isUnusable ? [] : ParseProperties(isAction);
        var oneOfs = ParseOneOfs();
        CheckReferences(properties);
        if (!isUnusable && !isAction && !properties.Any(property => property.IsKey))
        {
            _faults?.Add("OPM1002", new FaultPlace(_type), $"{_type.Name} has no [Key], so that one {name} could not be told from another. Mark the property that names it, or declare [ResourceType(\"{name}\", Action = true)].");
        }

        var insideContract = contract is not null
            && (SymbolEqualityComparer.Default.Equals(contract.ContainingAssembly, assembly) || contract.ContainingAssembly.GivesAccessTo(assembly));
        return new ResourceModel
        {
            Type = _type.ToNameModel(),
            Name = name,
            MethodName = methodName,
            IsAction = isAction,
            Accessibility = accessibility ?? "internal",
            OverrideAccessibility = insideContract ? "protected internal" : "protected",
            Comment = Documentation.CommentOf(_type, _cancel),
            Properties = properties.ToEquatableArray(),
            OneOfs = oneOfs,
            IsUnusable = isUnusable,
            HasRefused = _hasRefused,
        };
    }

    /// <summary>Whether the declaration is so wrong that nothing can be written for it.</summary>
    private bool CheckType(string name, string methodName, string? accessibility)
    {
        var isUnusable = false;
        if (!_type.DerivesFrom("Resource"))
        {
            Unusable(new FaultPlace(_type), $"{_type.Name} is marked [ResourceType] and does not derive from OpsMop.Resource.");
        }
        else if (_faults is not null)
        {
            // The other half is written all the same: the compiler then asks for "partial" in one place, and the policies that use the type compile.
            PartialTypes.Check(_type, "its constructor and validation", _faults, _cancel);
        }

        if (_type.IsAbstract)
        {
            Unusable(new FaultPlace(_type), $"{_type.Name} is abstract. A type of resource is a class of its own; take [ResourceType] off a base class.");
        }

        if (_type.TypeParameters.Length > 0 || OuterTypes().Any(outer => outer.TypeParameters.Length > 0))
        {
            Unusable(new FaultPlace(_type), $"{_type.Name} is generic. A type of resource has a name of its own for each class.");
        }

        if (accessibility is null)
        {
            Unusable(new FaultPlace(_type), $"{_type.Name} is hidden in another type or file, where host.{methodName}(…) cannot reach it. Make it internal or public.");
        }

        if (methodName.Length == 0 || name.Any(c => !(c is '-' || char.IsLower(c) || char.IsDigit(c))))
        {
            // What can be made a method's name of it is one until then.
            isUnusable |= methodName.Length == 0;
            _faults?.Add("OPM1001", new FaultPlace(_type, _attribute, name), $"The name \"{name}\" of {_type.Name} is not in lower case with hyphens between words, such as \"debug-facts\".");
        }

        return isUnusable;

        void Unusable(FaultPlace place, string message)
        {
            isUnusable = true;
            _faults?.Add("OPM1001", place, message);
        }
    }

    private IEnumerable<INamedTypeSymbol> OuterTypes()
    {
        for (var outer = _type.ContainingType; outer is not null; outer = outer.ContainingType)
        {
            yield return outer;
        }
    }

    private INamedTypeSymbol? ContractBase()
    {
        for (var current = _type.BaseType; current is not null; current = current.BaseType)
        {
            if (current.IsContract("Resource"))
            {
                return current;
            }
        }

        return null;
    }

    /// <summary>The names that a builder has already, whatever its type.</summary>
    private static HashSet<string> CommonNames(INamedTypeSymbol contract)
    {
        var names = new HashSet<string>();
        foreach (var builder in contract.ContainingNamespace.GetTypeMembers("ResourceBuilder"))
        {
            foreach (var member in builder.GetMembers())
            {
                if (member is IPropertySymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary, DeclaredAccessibility: Accessibility.Public })
                {
                    names.Add(member.Name);
                }
            }
        }

        return names;
    }

    private List<PropertyModel> ParseProperties(bool isAction)
    {
        var properties = new List<PropertyModel>();
        foreach (var member in _type.GetMembers())
        {
            _cancel.ThrowIfCancellationRequested();
            if (member is IPropertySymbol { IsStatic: false, IsIndexer: false, DeclaredAccessibility: Accessibility.Public } property
                && IsDeclared(property, out var hasInitializer))
            {
                if (ParseProperty(property, isAction, hasInitializer) is { } model)
                {
                    properties.Add(model);
                }
                else
                {
                    _hasRefused = true;
                }
            }
        }

        // Two enums may have the same word, and a word may be the name of a property: the first has it, the setter takes the rest.
        if (!properties.Exists(property => property.Verbs.Count > 0))
        {
            return properties;
        }

        var methods = new HashSet<string>(_common);
        methods.UnionWith(properties.Select(property => property.Name));
        for (var i = 0; i < properties.Count; i++)
        {
            if (properties[i].Verbs.Count > 0)
            {
                properties[i] = properties[i] with { Verbs = properties[i].Verbs.Where(verb => methods.Add(verb.Name)).ToEquatableArray() };
            }
        }

        return properties;
    }

    private PropertyModel? ParseProperty(IPropertySymbol property, bool isAction, bool hasInitializer)
    {
        var isKey = property.Attribute("KeyAttribute") is not null;
        var isRequired = property.Attribute("RequiredAttribute") is not null;
        var type = property.Type;
        var bare = type.WithoutNullable();
        var isNullable = type.IsNullableValue() || (type.IsReferenceType && type.NullableAnnotation == NullableAnnotation.Annotated);
        var isArgument = isKey || (isAction && isRequired);
        if (Kind(type) is not { } kind)
        {
            _faults?.Add("OPM1006", new FaultPlace(property), $"{_type.Name}.{property.Name} is of type {type.ToDisplayString()}, which is no data. Use text, numbers, bool, enums, domain types, and lists, dictionaries and records of them.");
            return null;
        }

        if (!isArgument && !isNullable && !hasInitializer && kind is not (PropertyKind.Switch or PropertyKind.Domain or PropertyKind.List or PropertyKind.Dictionary) && !(isRequired && !type.IsValueType))
        {
            _faults?.Add("OPM1006", new FaultPlace(property), $"{_type.Name}.{property.Name} must be nullable ({type.ToDisplayString()}?), because a value never given must not be mistaken for one that was.");
            return null;
        }

        if (!isNullable && kind is PropertyKind.Domain && type.IsReferenceType && !isArgument && !isRequired)
        {
            _faults?.Add("OPM1006", new FaultPlace(property), $"{_type.Name}.{property.Name} must be nullable ({type.ToDisplayString()}?), because a value never given must not be mistaken for one that was.");
            return null;
        }

        if (!isArgument && _common.Contains(property.Name))
        {
            _faults?.Add("OPM1010", new FaultPlace(property), $"{_type.Name}.{property.Name} hides what every resource has under this name. Give it another name.");
            return null;
        }

        var camel = Identifier.Camel(property.Name);
        var parameter = Identifier.Unique(camel, _parameters);
        return new PropertyModel
        {
            Name = property.Name,
            Identifier = Identifier.Escape(property.Name),
            Parameter = Identifier.Escape(parameter),
            Field = "_" + Identifier.Unique(camel, _fields),
            Kind = kind,
            Type = type.Qualified(),
            BareType = bare.WithNullableAnnotation(NullableAnnotation.NotAnnotated).Qualified(),
            IsNullable = isNullable,
            IsValueType = type.IsValueType,
            Element = Element(type, kind),
            Comment = Documentation.CommentOf(property, _cancel),
            Schema = JsonSchema.Of(DataTypes.List(bare) ?? DataTypes.Dictionary(bare) ?? bare),
            IsKey = isKey,
            IsRequired = isRequired,
            IsArgument = isArgument,
            HasInitializer = hasInitializer,
            FromScope = isArgument ? null : ParseScope(property, kind),
            Constraints = ParseConstraints(property, kind),
            Verbs = kind == PropertyKind.Enum && !isArgument ? ParseVerbs(bare) : EquatableArray<VerbModel>.Empty,
        };
    }

    /// <summary>Whether the property has the form <c>{ get; }</c>. In another assembly that cannot be seen, and only arguments are asked for.</summary>
    private bool IsDeclared(IPropertySymbol property, out bool hasInitializer)
    {
        hasInitializer = false;
        if (property.DeclaringSyntaxReferences.IsEmpty)
        {
            return property.IsReadOnly;
        }

        if (property.DeclaringSyntaxReferences[0].GetSyntax(_cancel) is not PropertyDeclarationSyntax { ExpressionBody: null, AccessorList.Accessors: [{ Body: null, ExpressionBody: null } accessor] } declaration
            || !accessor.IsKind(SyntaxKind.GetAccessorDeclaration)
            || property.IsAbstract)
        {
            if (_faults is not null && s_ownAttributes.FirstOrDefault(name => property.Attribute(name) is not null) is { } attribute)
            {
                _faults.Add("OPM1006", new FaultPlace(property), $"{_type.Name}.{property.Name} has [{attribute.Substring(0, attribute.Length - "Attribute".Length)}], but is not of the form {{ get; }}, which the builder fills.");
            }

            return false;
        }

        hasInitializer = declaration.Initializer is not null;
        return true;
    }

    private static PropertyKind? Kind(ITypeSymbol type)
    {
        var bare = type.WithoutNullable();
        if (bare.SpecialType == SpecialType.System_Boolean)
        {
            return type.IsNullableValue() ? PropertyKind.Toggle : PropertyKind.Switch;
        }

        if (bare.TypeKind == TypeKind.Enum)
        {
            return PropertyKind.Enum;
        }

        if (bare.SpecialType == SpecialType.System_String)
        {
            return PropertyKind.String;
        }

        if (DataTypes.IsPlain(bare))
        {
            return PropertyKind.Number;
        }

        if (bare.IsContract("Text"))
        {
            return PropertyKind.Text;
        }

        if (bare.IsContract("Secret"))
        {
            return PropertyKind.Secret;
        }

        if (bare.IsDomainValue())
        {
            return PropertyKind.Domain;
        }

        if (bare.IsContract("Resource") || bare.DerivesFrom("Resource"))
        {
            return PropertyKind.Resource;
        }

        if (bare.TypeKind == TypeKind.Delegate)
        {
            return PropertyKind.Function;
        }

        if (DataTypes.List(bare) is { } item && bare is INamedTypeSymbol { Name: "IReadOnlyList" })
        {
            return IsElement(item) ? PropertyKind.List : null;
        }

        if (DataTypes.Dictionary(bare) is { } value && bare is INamedTypeSymbol { Name: "IReadOnlyDictionary" })
        {
            return IsElement(value) ? PropertyKind.Dictionary : null;
        }

        return DataTypes.IsObject(bare) ? PropertyKind.Object : null;
    }

    private static bool IsElement(ITypeSymbol type) =>
        Kind(type) is not (null or PropertyKind.Resource or PropertyKind.Function);

    private static ElementModel? Element(ITypeSymbol type, PropertyKind kind)
    {
        var element = kind switch
        {
            PropertyKind.List => DataTypes.List(type),
            PropertyKind.Dictionary => DataTypes.Dictionary(type),
            _ => null,
        };
        return element is null ? null : new ElementModel(Kind(element)!.Value, element.Qualified(), element.IsConvertibleFromInteger());
    }

    private string? ParseScope(IPropertySymbol property, PropertyKind kind)
    {
        if (property.Attribute("FromScopeAttribute") is not { ConstructorArguments: [{ Value: string scope }] } attribute)
        {
            return null;
        }

        if (!s_scopes.Contains(scope))
        {
            _faults?.Add(
                "OPM1005",
                new FaultPlace(property, attribute, scope),
                $"[FromScope] of {_type.Name}.{property.Name} names {scope}, which is nothing that host.With(…) gives.{Suggestion.DidYouMean(scope, s_scopes)}",
                Suggestion.Nearest(scope, s_scopes));
            return null;
        }

        var isMode = scope is "Mode" or "DirectoryMode";
        if (isMode ? property.Type.WithoutNullable().IsContract("UnixMode") : kind == PropertyKind.String)
        {
            return "Scope" + scope;
        }

        Misplaced(property, attribute, "FromScope", isMode ? "a UnixMode" : "text");
        return null;
    }

    private EquatableArray<VerbModel> ParseVerbs(ITypeSymbol type)
    {
        if (type.Attribute("VerbsAttribute") is null)
        {
            return EquatableArray<VerbModel>.Empty;
        }

        var full = type.Bare();
        return type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue && field.DeclaredAccessibility == Accessibility.Public)
            .Select(field => new VerbModel(Identifier.Escape(field.Name), $"{full}.{Identifier.Escape(field.Name)}", Documentation.CommentOf(field, _cancel)))
            .ToEquatableArray();
    }

    private ConstraintsModel ParseConstraints(IPropertySymbol property, PropertyKind kind)
    {
        var model = ConstraintsModel.None;
        foreach (var attribute in property.GetAttributes())
        {
            if (attribute.AttributeClass is not { ContainingNamespace: { Name: "OpsMop", ContainingNamespace.IsGlobalNamespace: true } } type)
            {
                continue;
            }

            var arguments = attribute.ConstructorArguments;
            switch (type.Name)
            {
                case "ExcludesAttribute" when arguments.Length == 1:
                    model = model with { Excludes = arguments[0].Strings() };
                    break;
                case "NeedsAttribute" when arguments.Length == 1:
                    model = model with { Needs = arguments[0].Strings() };
                    break;
                case "AllowedValuesAttribute" when arguments.Length == 1 && Fits(property, attribute, "AllowedValues", "text", kind, PropertyKind.String):
                    model = model with { Allowed = arguments[0].Strings() };
                    break;
                case "RangeAttribute" when arguments.Length == 2 && Fits(property, attribute, "Range", "a number", kind, PropertyKind.Number):
                    model = model with { Range = (Bound(arguments[0]), Bound(arguments[1])) };
                    break;
                case "LengthAttribute" when arguments is [{ Value: int minimum }, { Value: int maximum }]
                    && (kind is PropertyKind.List or PropertyKind.Dictionary || Fits(property, attribute, "Length", "text or a list", kind, PropertyKind.String)):
                    model = model with { Length = (minimum, maximum) };
                    break;
                case "RegularExpressionAttribute" when arguments is [{ Value: string pattern }] && Fits(property, attribute, "RegularExpression", "text", kind, PropertyKind.String):
                    model = model with
                    {
                        Pattern = pattern,
                        PatternExplanation = attribute.NamedArguments.FirstOrDefault(argument => argument.Key == "Explanation").Value.Value as string,
                    };
                    break;
                case "UrlAttribute" when Fits(property, attribute, "Url", "text", kind, PropertyKind.String):
                    model = model with { IsUrl = true };
                    break;
                case "PrintedAttribute":
                    model = model with { IsPrinted = true };
                    break;
                case "AbsenceAttribute":
                    model = model with { IsAbsence = true };
                    break;
                case "ReadableByAttribute" when arguments is [{ Value: string mode }]:
                    model = model with { ReadableBy = mode };
                    break;
                case "ClaimsAttribute" when arguments is [{ Type: { } claim, Value: int value }]
                    && (Element(property.Type, kind) is { Kind: PropertyKind.Domain } || (kind == PropertyKind.Domain) || Fits(property, attribute, "Claims", "text or a domain type", kind, PropertyKind.String)):
                    model = model with
                    {
                        Claim = claim.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(field => field.ConstantValue is int constant && constant == value)?.Name,
                    };
                    break;
            }
        }

        return model;
    }

    private bool Fits(IPropertySymbol property, AttributeData attribute, string name, string wanted, PropertyKind kind, PropertyKind expected)
    {
        var element = kind == PropertyKind.List ? Kind(DataTypes.List(property.Type)!) : kind;
        var fits = element == expected && !(kind == PropertyKind.List && name is "Range");
        if (!fits)
        {
            Misplaced(property, attribute, name, wanted);
        }

        return fits;
    }

    private void Misplaced(IPropertySymbol property, AttributeData attribute, string name, string wanted) =>
        _faults?.Add("OPM1009", new FaultPlace(property, attribute), $"{_type.Name}.{property.Name} has [{name}], which is for {wanted}; its type is {property.Type.ToDisplayString()}.");

    private static string Bound(TypedConstant constant) => Literal.Of(Convert.ToDouble(constant.Value, CultureInfo.InvariantCulture));

    private EquatableArray<OneOfModel> ParseOneOfs()
    {
        var oneOfs = new List<OneOfModel>();
        foreach (var attribute in _type.GetAttributes())
        {
            if (attribute.AttributeClass.IsContract("OneOfAttribute") && attribute.ConstructorArguments.Length == 1)
            {
                oneOfs.Add(new OneOfModel(attribute.ConstructorArguments[0].Strings(), attribute.NamedFlag("Optional")));
            }
        }

        return oneOfs.ToEquatableArray();
    }

    /// <summary>Constraints name properties in strings; a name that is none is dropped, and a fault.</summary>
    private void CheckReferences(List<PropertyModel> properties)
    {
        for (var i = 0; i < properties.Count; i++)
        {
            if (properties[i].Constraints.ReadableBy is { } mode)
            {
                var holder = properties.Find(property => property.Name == mode);
                properties[i] = holder is { BareType: "global::OpsMop.UnixMode" }
                    ? properties[i] with { IsReadableByNullable = holder.IsNullable }
                    : properties[i] with { Constraints = properties[i].Constraints with { ReadableBy = null } };
                if (holder is not null && properties[i].Constraints.ReadableBy is null && _type.GetMembers(properties[i].Name).FirstOrDefault() is { } member)
                {
                    _faults?.Add("OPM1009", new FaultPlace(member, member.Attribute("ReadableByAttribute"), mode), $"[ReadableBy] of {_type.Name}.{member.Name} names {mode}, which holds no UnixMode.");
                }
            }
        }

        if (_faults is null)
        {
            return;
        }

        // Those too that are wrong in another way: that is said of them, and once.
        var declared = _type.GetMembers().OfType<IPropertySymbol>().Where(property => property is { IsStatic: false, IsIndexer: false, IsOverride: false, DeclaredAccessibility: Accessibility.Public }).ToList();
        var names = declared.ConvertAll(property => property.Name);
        foreach (var attribute in _type.GetAttributes())
        {
            if (attribute.AttributeClass.IsContract("OneOfAttribute"))
            {
                Check(_type, _type.Name, "OneOf", attribute);
            }
        }

        foreach (var property in declared)
        {
            foreach (var attribute in property.GetAttributes())
            {
                if (attribute.AttributeClass is { Name: "ExcludesAttribute" or "NeedsAttribute" or "ReadableByAttribute" or "SuggestsAttribute" } constraint && constraint.IsContract(constraint.Name))
                {
                    Check(property, $"{_type.Name}.{property.Name}", constraint.Name.Substring(0, constraint.Name.Length - "Attribute".Length), attribute);
                }
            }
        }

        void Check(ISymbol symbol, string subject, string name, AttributeData attribute)
        {
            foreach (var argument in attribute.ConstructorArguments)
            {
                foreach (var word in argument.Kind == TypedConstantKind.Array ? argument.Strings() : argument.Value is string one ? [one] : Enumerable.Empty<string>())
                {
                    if (!names.Contains(word))
                    {
                        _faults.Add(
                            "OPM1005",
                            new FaultPlace(symbol, attribute, word),
                            $"[{name}] of {subject} names {word}, which is no property of {_type.Name}.{Suggestion.DidYouMean(word, names)}",
                            Suggestion.Nearest(word, names));
                    }
                }
            }
        }
    }
}
