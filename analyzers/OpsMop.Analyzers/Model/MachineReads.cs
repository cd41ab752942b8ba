using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using OpsMop.Generators;

namespace OpsMop.Analyzers;

/// <summary>
/// What reads the machine that the code runs on, and not the host that it is about: environment, clock, files, network. It is looked for in methods of the
/// project too, each read once.
/// </summary>
internal sealed class MachineReads(PolicyCompilation compilation)
{
    private const int Depth = 16;
    private const string Clock = "the clock";
    private const string Disk = "the disk";
    private const string Net = "the network";
    private const string Machine = "the machine that runs it";

    private readonly ConcurrentDictionary<IMethodSymbol, string?> _methods = new(SymbolEqualityComparer.Default);

    /// <summary>What an operation reads by itself.</summary>
    /// <returns>The member as people write it, what is read, and the fact to ask instead; <see langword="null"/> where it reads nothing.</returns>
    public static Found? Of(IOperation operation)
    {
        var member = operation switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IPropertyReferenceOperation property => property.Property,
            IMethodReferenceOperation method => method.Method,
            IObjectCreationOperation { Constructor: { } constructor } => constructor,
            IFieldReferenceOperation { Field.IsConst: false } field => (ISymbol)field.Field,
            _ => null,
        };
        return member?.ContainingType is { } type && InSystem(type) is { } space && Judge(space, type, member) is var (what, instead)
            ? new Found(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? $"new {type.Name}" : $"{type.Name}.{member.Name}", what, instead)
            : null;
    }

    /// <summary>What a method of the project reads, itself or by what it calls: such as <c>File.ReadAllText</c>.</summary>
    public string? Of(IMethodSymbol method)
    {
        var isCut = false;
        return Of(method, new HashSet<IMethodSymbol>(SymbolEqualityComparer.Default), ref isCut);
    }

    /// <summary>The method of the project that an operation calls; <see langword="null"/> where there is none, or the generator wrote it.</summary>
    public IMethodSymbol? CalledBy(IOperation operation)
    {
        var method = operation switch
        {
            IInvocationOperation call => call.TargetMethod.ReducedFrom ?? call.TargetMethod,
            IPropertyReferenceOperation { Property: { GetMethod: { } getter } property } when !IsWritten(operation) && !property.IsAbstract => getter,
            IMethodReferenceOperation reference => reference.Method,
            _ => null,
        };
        return method is { MethodKind: MethodKind.Ordinary or MethodKind.PropertyGet or MethodKind.ReducedExtension }
            && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Compilation.Assembly)
            && !PolicyBody.IsGenerated(method)
            && !compilation.Types.IsBuilder(method.ContainingType)
            && method is { PartialDefinitionPart: null, PartialImplementationPart: null, DeclaringSyntaxReferences.IsEmpty: false }
            ? method.OriginalDefinition
            : null;
    }

    private static bool IsWritten(IOperation operation) => operation.Parent is ISimpleAssignmentOperation assignment && assignment.Target == operation;

    private string? Of(IMethodSymbol method, HashSet<IMethodSymbol> callers, ref bool isCut)
    {
        if (_methods.TryGetValue(method, out var known))
        {
            return known;
        }

        if (callers.Count == Depth || callers.Contains(method))
        {
            isCut = true;
            return null;
        }

        string? found = null;
        var isCutHere = false;
        if (compilation.BodyOf(method) is { Kind: BodyKind.Other } body)
        {
            callers.Add(method);
            foreach (var operation in Candidates(body))
            {
                found = Of(operation)?.Member ?? (CalledBy(operation) is { } called ? Of(called, callers, ref isCutHere) : null);
                if (found is not null)
                {
                    break;
                }
            }

            callers.Remove(method);
        }

        // That nothing was found within a circle of calls holds only for who asked first.
        if (found is not null || !isCutHere || callers.Count == 0)
        {
            _methods[method] = found;
        }

        isCut |= isCutHere;
        return found;
    }

    /// <summary>The operations of a body that can read something.</summary>
    public static IEnumerable<IOperation> Candidates(PolicyBody body) =>
        body.OfKind<IOperation>(OperationKind.Invocation)
            .Concat(body.OfKind<IOperation>(OperationKind.PropertyReference))
            .Concat(body.OfKind<IOperation>(OperationKind.MethodReference))
            .Concat(body.OfKind<IOperation>(OperationKind.ObjectCreation))
            .Concat(body.OfKind<IOperation>(OperationKind.FieldReference));

    private static string? InSystem(INamedTypeSymbol type)
    {
        var space = type.ContainingNamespace;
        return space switch
        {
            { Name: "System", ContainingNamespace.IsGlobalNamespace: true } => "",
            { Name: var one, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => one,
            { Name: var two, ContainingNamespace: { Name: var one, ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } } => $"{one}.{two}",
            _ => null,
        };
    }

    private static (string What, string? Instead)? Judge(string space, INamedTypeSymbol type, ISymbol member)
    {
        var isConstructor = member is IMethodSymbol { MethodKind: MethodKind.Constructor };
        var opensPath = isConstructor && ((IMethodSymbol)member).Parameters is [{ Type.SpecialType: SpecialType.System_String }, ..];
        switch (space)
        {
            case "":
                return (type.Name, member.Name) switch
                {
                    ("Environment", "NewLine" or "Exit" or "ExitCode" or "FailFast" or "SetEnvironmentVariable") => null,
                    ("Environment", "HasShutdownStarted" or "StackTrace" or "CurrentManagedThreadId") => null,
                    ("Environment", _) when !member.IsStatic || member is IFieldSymbol => null,
                    ("Environment", "MachineName") => (Machine, "host.Name"),
                    ("Environment", "OSVersion") => (Machine, "host.Platform"),
                    ("Environment", "ProcessorCount") => (Machine, "host.Platform.Processors"),
                    ("Environment", "TickCount" or "TickCount64") => (Clock, null),
                    ("Environment", _) => (Machine, null),
                    ("OperatingSystem", _) when member.IsStatic => (Machine, "host.Platform"),
                    ("DateTime" or "DateTimeOffset", "Now" or "UtcNow" or "Today") => (Clock, null),
                    ("TimeProvider", "GetUtcNow" or "GetLocalNow" or "GetTimestamp" or "GetElapsedTime") => (Clock, null),
                    ("TimeZoneInfo", "Local") => (Machine, null),
                    ("AppContext", "BaseDirectory") => (Machine, null),
                    ("Console", "ReadLine" or "ReadKey" or "Read" or "In" or "IsInputRedirected" or "OpenStandardInput") => ("the console", null),
                    _ => null,
                };
            case "IO":
                return (type.Name, member.Name) switch
                {
                    ("File", "Exists") => (Disk, "host.FileTests.IsFile(…)"),
                    ("Directory", "Exists") => (Disk, "host.FileTests.IsDirectory(…)"),
                    ("Path", "Exists") => (Disk, "host.FileTests.Exists(…)"),
                    ("File" or "Directory", _) => (Disk, null),
                    ("Path", "GetTempPath" or "GetTempFileName") => (Machine, null),
                    ("FileInfo" or "DirectoryInfo" or "FileSystemInfo", "Name" or "FullName" or "Extension" or "DirectoryName" or "ToString" or "Directory" or "Parent" or "Root") => null,
                    ("FileInfo" or "DirectoryInfo" or "FileSystemInfo", _) when !isConstructor => (Disk, null),
                    ("DriveInfo", _) => (Disk, null),
                    ("FileStream", _) when isConstructor => (Disk, null),
                    ("StreamReader" or "StreamWriter", _) when opensPath => (Disk, null),
                    _ => null,
                };
            case "Net":
                return (type.Name, member.Name) switch
                {
                    ("Dns", _) => (Net, "host.Network"),
                    ("WebClient", _) when !isConstructor => (Net, null),
                    ("WebRequest" or "HttpWebRequest", "GetResponse" or "GetResponseAsync") => (Net, null),
                    _ => null,
                };
            case "Net.Http":
                return type.Name is "HttpClient" or "HttpMessageInvoker"
                    && member is IMethodSymbol { MethodKind: MethodKind.Ordinary } and not { Name: "Dispose" or "CancelPendingRequests" }
                    ? (Net, null)
                    : null;
            case "Net.Sockets":
                return type.Name is "Socket" or "TcpClient" or "UdpClient"
                    && member is IMethodSymbol { Name: not "Dispose" } method
                    && !(isConstructor && method.Parameters.IsEmpty)
                    ? (Net, null)
                    : null;
            case "Net.NetworkInformation":
                return (type.Name is "NetworkInterface" or "IPGlobalProperties" && member.IsStatic)
                    || (type.Name == "Ping" && member.Name.StartsWith("Send", StringComparison.Ordinal))
                    ? (Net, "host.Network")
                    : null;
            case "Diagnostics":
                return (type.Name, member.Name) switch
                {
                    ("Process", _) when member is { IsStatic: true } or { Name: "Start" } => (Machine, null),
                    ("Stopwatch", "GetTimestamp" or "StartNew") => (Clock, null),
                    _ => null,
                };
            case "Runtime.InteropServices":
                return type.Name == "RuntimeInformation" && member.Name != "FrameworkDescription" ? (Machine, "host.Platform") : null;
            default:
                return null;
        }
    }

    /// <summary>Something that reads the machine.</summary>
    /// <param name="Member">The member as people write it, such as <c>File.Exists</c>.</param>
    /// <param name="What">What it reads, in words.</param>
    /// <param name="Instead">The fact of the host that answers the question.</param>
    public sealed record Found(string Member, string What, string? Instead);
}
