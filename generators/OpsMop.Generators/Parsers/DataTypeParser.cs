using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace OpsMop.Generators;

/// <summary>Finds how the types of a role's variables are read and written, and collects the enums and objects among them.</summary>
/// <param name="cancel">Cancels the search.</param>
internal sealed class DataTypeParser(CancellationToken cancel)
{
    private const string VariableReader = "global::OpsMop.VariableReader.";
    private const string VariableWriter = "global::OpsMop.VariableWriter.";

    private readonly Dictionary<string, int> _enumIndex = [];
    private readonly Dictionary<string, int> _objectIndex = [];
    private readonly List<EnumModel> _enums = [];
    private readonly List<ObjectModel?> _objects = [];
    private readonly HashSet<int> _secretObjects = [];

    public EquatableArray<EnumModel> Enums => _enums.ToEquatableArray();

    public EquatableArray<ObjectModel> Objects => _objects.Select(model => model!).ToEquatableArray();

    /// <summary><c>UnixMode</c> is <c>unix mode</c>.</summary>
    public static string Words(string name)
    {
        var text = new System.Text.StringBuilder(name.Length + 4);
        for (var i = 0; i < name.Length; i++)
        {
            if (i > 0 && char.IsUpper(name[i]) && (!char.IsUpper(name[i - 1]) || (i + 1 < name.Length && char.IsLower(name[i + 1]))))
            {
                text.Append(' ');
            }

            text.Append(char.ToLowerInvariant(name[i]));
        }

        return text.ToString();
    }

    /// <summary>How a type is read and written; <see langword="null"/> where it is no data.</summary>
    public DataType? Parse(ITypeSymbol type)
    {
        cancel.ThrowIfCancellationRequested();
        var full = type.Qualified();
        if (type.IsNullableValue())
        {
            return Parse(type.WithoutNullable()) is { } inner
                ? inner with
                {
                    Type = full,
                    Reader = $"static value => {VariableReader}ReadNullable<{inner.Type}>(value, {inner.Reader})",
                    Writer = $"static (writer, value) => {VariableWriter}WriteNullable<{inner.Type}>(writer, value, {inner.Writer})",
                }
                : null;
        }

        if (type.IsReferenceType && type.NullableAnnotation != NullableAnnotation.NotAnnotated)
        {
            return ParseBare(type.WithNullableAnnotation(NullableAnnotation.NotAnnotated)) is { } inner
                ? inner with
                {
                    Type = full,
                    Reader = $"static value => {VariableReader}ReadOptional<{inner.Type}>(value, {inner.Reader})",
                    Writer = $"static (writer, value) => {VariableWriter}WriteOptional<{inner.Type}>(writer, value, {inner.Writer})",
                }
                : null;
        }

        return ParseBare(type);
    }

    private DataType? ParseBare(ITypeSymbol type)
    {
        var full = type.Qualified();
        if (type.SpecialType == SpecialType.System_String)
        {
            return new DataType(full, "text", VariableReader + "ReadString", VariableWriter + "WriteString", IsText: true);
        }

        if (type.SpecialType == SpecialType.System_Boolean)
        {
            return new DataType(full, "true or false", VariableReader + "ReadBoolean", VariableWriter + "WriteBoolean");
        }

        if (DataTypes.PlainName(type) is { } plain)
        {
            var words = plain switch
            {
                "Single" or "Double" or "Decimal" => "number",
                "DateTimeOffset" => "date and time",
                _ => "whole number",
            };
            return new DataType(full, words, $"{VariableReader}Read{plain}", $"{VariableWriter}Write{plain}", IsText: plain == "DateTimeOffset");
        }

        if (type.IsContract("Secret"))
        {
            return new DataType(full, "secret", VariableReader + "ReadSecret", VariableWriter + "WriteSecret", IsText: true, IsSecret: true);
        }

        if (type.IsContract("Text"))
        {
            return new DataType(full, "text", VariableReader + "ReadText", VariableWriter + "WriteText", IsText: true);
        }

        if (type.TypeKind == TypeKind.Enum)
        {
            return ParseEnum((INamedTypeSymbol)type, full);
        }

        if (type.IsDomainValue() && !type.IsContract("CommandText"))
        {
            return type.ConvertsFrom(SpecialType.System_String)
                ? new DataType(full, Words(type.Name), $"static value => {VariableReader}ReadDomain<{full}>(value, static text => text)", VariableWriter + "WriteDomain", IsText: true)
                : null;
        }

        if (DataTypes.Dictionary(type) is { } dictionaryValue)
        {
            return Parse(dictionaryValue) is { } value
                ? new DataType(
                    full,
                    "mapping to " + Plural(value.Words),
                    $"static value => {VariableReader}ReadDictionary<{value.Type}>(value, {value.Reader})",
                    $"static (writer, value) => {VariableWriter}WriteDictionary<{value.Type}>(writer, value, {value.Writer})",
                    IsSecret: value.IsSecret)
                : null;
        }

        if (DataTypes.List(type) is { } listItem)
        {
            if (Parse(listItem) is not { } item)
            {
                return null;
            }

            var method = type switch
            {
                IArrayTypeSymbol => "ReadArray",
                { Name: "ImmutableArray" } => "ReadImmutableArray",
                _ => "ReadList",
            };
            return new DataType(
                full,
                "list of " + Plural(item.Words),
                $"static value => {VariableReader}{method}<{item.Type}>(value, {item.Reader})",
                $"static (writer, value) => {VariableWriter}{(method == "ReadImmutableArray" ? "WriteImmutableArray" : "WriteList")}<{item.Type}>(writer, value, {item.Writer})",
                IsSecret: item.IsSecret);
        }

        return type is INamedTypeSymbol named && DataTypes.IsObject(type) ? ParseObject(named, full) : null;
    }

    private DataType ParseEnum(INamedTypeSymbol type, string full)
    {
        var members = type.GetMembers().OfType<IFieldSymbol>()
            .Where(field => field.HasConstantValue && field.SystemAttribute("ObsoleteAttribute") is not { ConstructorArguments: [_, { Value: true }] }).ToList();
        if (!_enumIndex.TryGetValue(full, out var index))
        {
            index = _enums.Count;
            _enumIndex.Add(full, index);
            _enums.Add(new EnumModel(full, members.Select(field => new EnumMemberModel(Identifier.Camel(field.Name), Identifier.Escape(field.Name))).ToEquatableArray()));
        }

        var names = members.Select(field => Identifier.Camel(field.Name)).ToList();
        var words = names.Count is > 1 and <= 5 ? string.Join(", ", names.Take(names.Count - 1)) + " or " + names[names.Count - 1] : Words(type.Name);
        return new DataType(
            full,
            words,
            $"static value => {VariableReader}ReadEnum<{full}>(value, Enum{index})",
            $"static (writer, value) => {VariableWriter}WriteEnum<{full}>(writer, value, Enum{index})",
            IsText: true);
    }

    private DataType? ParseObject(INamedTypeSymbol type, string full)
    {
        if (!_objectIndex.TryGetValue(full, out var index))
        {
            index = _objects.Count;
            _objectIndex.Add(full, index);

            // A type may hold itself; its place is taken before its members are looked at.
            _objects.Add(null);
            if (ParseMembers(type, full, index) is { } model)
            {
                _objects[index] = model;
            }
            else
            {
                _objects[index] = new ObjectModel(full, type.IsValueType, EquatableArray<ObjectMemberModel>.Empty, EquatableArray<int>.Empty, false);
                return null;
            }
        }
        else if (_objects[index] is { Members.Count: 0 })
        {
            return null;
        }

        return new DataType(full, Words(type.Name), "ReadObject" + index, "WriteObject" + index, IsSecret: _secretObjects.Contains(index));
    }

    private ObjectModel? ParseMembers(INamedTypeSymbol type, string full, int index)
    {
        var shape = ObjectShape.Find(type)!;
        var members = new List<(ObjectMemberModel Model, int Position)>();
        foreach (var (parameter, property) in shape.Parameters)
        {
            if (Parse(property.Type) is not { } data)
            {
                return null;
            }

            NoteSecret(data, index);
            var isOptional = parameter.HasExplicitDefaultValue || data.Type.EndsWith("?", StringComparison.Ordinal);
            members.Add((Member(property, ObjectMemberKind.Constructor, !isOptional, DefaultOf(parameter), data), members.Count));
        }

        var needsTemplate = false;
        foreach (var property in shape.Members)
        {
            if (Parse(property.Type) is not { } data)
            {
                return null;
            }

            NoteSecret(data, index);
            var isRequired = property.IsRequired || property.Attribute("RequiredAttribute") is not null;
            var kind = property.IsRequired ? ObjectMemberKind.Required : property.SetMethod!.IsInitOnly ? ObjectMemberKind.Init : ObjectMemberKind.Set;
            needsTemplate |= kind == ObjectMemberKind.Init && !isRequired;
            members.Add((Member(property, kind, isRequired, "default!", data), -1));
        }

        var ordered = members.OrderBy(member => member.Model.IsRequired ? 0 : 1).ToList();
        var constructorOrder = ordered.Select((member, place) => (member.Position, Place: place)).Where(pair => pair.Position >= 0).OrderBy(pair => pair.Position).Select(pair => pair.Place);
        return new ObjectModel(full, type.IsValueType, ordered.Select(member => member.Model).ToEquatableArray(), constructorOrder.ToEquatableArray(), needsTemplate);
    }

    /// <summary>An object with a secret in it is shown to nobody.</summary>
    private void NoteSecret(DataType member, int index)
    {
        if (member.IsSecret)
        {
            _secretObjects.Add(index);
        }
    }

    private static ObjectMemberModel Member(IPropertySymbol property, ObjectMemberKind kind, bool isRequired, string fallback, DataType data) =>
        new(Identifier.Camel(property.Name), Identifier.Escape(property.Name), kind, isRequired, fallback, data.Reader, data.Writer);

    private static string DefaultOf(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value)
        {
            return "default!";
        }

        var type = parameter.Type.WithoutNullable();
        var cast = $"({type.Bare()})";
        return value switch
        {
            string text => Literal.Of(text),
            bool flag => Literal.Of(flag),
            double number => Literal.Of(number),
            float number => cast + Literal.Of(number),
            decimal number => number.ToString(System.Globalization.CultureInfo.InvariantCulture) + "M",
            _ => $"{cast}({SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false)})",
        };
    }

    private static string Plural(string words) => words switch
    {
        "text" => "texts",
        "true or false" => "true or false",
        "date and time" => "dates and times",
        _ when words.Contains(" or ") => words,
        _ when words.StartsWith("list of ", StringComparison.Ordinal) => "lists of " + words.Substring(8),
        _ when words.StartsWith("mapping to ", StringComparison.Ordinal) => "mappings to " + words.Substring(11),
        _ when words.EndsWith("s", StringComparison.Ordinal) => words + "es",
        _ when words.EndsWith("y", StringComparison.Ordinal) => words.Substring(0, words.Length - 1) + "ies",
        _ => words + "s",
    };
}
