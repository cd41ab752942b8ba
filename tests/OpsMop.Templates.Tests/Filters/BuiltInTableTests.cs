using System.Reflection;
using OpsMop.Templates.Syntax;

namespace OpsMop.Templates.Tests;

public sealed class BuiltInTableTests
{
    [Fact]
    public void Every_name_that_the_parser_knows_has_its_method_and_every_method_its_name()
    {
        Same(BuiltIns.Filters, typeof(OpsMop.Templates.Filters), BuiltInTable.HasFilter);
        Same(BuiltIns.Tests, typeof(Operators).Assembly.GetType("OpsMop.Templates.Tests")!, BuiltInTable.HasTest);
        Same(BuiltIns.Globals, typeof(Globals), static name => BuiltInTable.TryGetGlobal(name, out _));
    }

    [Fact]
    public void A_filter_is_the_method_that_it_is_said_to_be()
    {
        var context = new RenderContext(["test"], TemplateLimits.Default, default);
        foreach ((string name, Signature signature) in BuiltIns.Filters)
        {
            Assert.Equal(signature.Method, BuiltInTable.Filter(name, context).Body.Method.Name);
        }

        foreach ((string name, Signature signature) in BuiltIns.Tests)
        {
            Assert.Equal(signature.Method, BuiltInTable.Test(name, context).Body.Method.Name);
        }
    }

    private static void Same(IReadOnlyDictionary<string, Signature> signatures, Type type, Func<string, bool> has)
    {
        Assert.All(signatures.Keys, name => Assert.True(has(name), name));
        IEnumerable<string> methods = type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(static method =>
            method.Name);
        Assert.Equal(methods.Order(), signatures.Values.Select(static signature => signature.Method).Distinct().Order());
    }
}
