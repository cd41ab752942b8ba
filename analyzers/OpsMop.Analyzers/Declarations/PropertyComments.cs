using Microsoft.CodeAnalysis;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>Properties that the author of a policy reads nothing about (OPM1008).</summary>
internal static class PropertyComments
{
    public static void Check(INamedTypeSymbol type, ResourceModel model, IFaultSink faults, CancellationToken cancel)
    {
        if (model.Accessibility != "public")
        {
            return;
        }

        foreach (var property in model.Properties)
        {
            if (property.Comment.Trim().Length == 0 && type.GetMembers(property.Name).FirstOrDefault() is { } member
                && Documentation.CommentOf(member, cancel).Trim().Length == 0)
            {
                faults.Add(
                    "OPM1008",
                    new FaultPlace(member),
                    $"{type.Name}.{property.Name} has no documentation. Say what it means in a /// <summary>: the policy's author reads it on {(property.IsArgument ? $"host.{model.MethodName}" : $".{property.Name}")}(…).");
            }
        }
    }
}
