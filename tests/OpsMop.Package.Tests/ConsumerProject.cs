namespace OpsMop.Package.Tests;

/// <summary>A project as a user has it: in an empty folder, with package references.</summary>
public sealed class ConsumerProject
{
    public ConsumerProject(PackedFeed feed, string name, string packages, string properties = "<OutputType>Exe</OutputType>", string framework = "net10.0", string? folder = null)
    {
        Name = name;
        Folder = feed.NewFolder(folder ?? name);
        Write($"{name}.csproj", $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{framework}</TargetFramework>
                {properties}
              </PropertyGroup>
              <ItemGroup>
                {packages}
              </ItemGroup>
            </Project>
            """);
    }

    public string Name { get; }

    public string Folder { get; }

    public string Configuration { get; init; } = "Debug";

    public string Output => Path.Combine(Folder, "bin", Configuration, "net10.0");

    public ConsumerProject Write(string path, string text)
    {
        var full = Path.Combine(Folder, path);
        Directory.CreateDirectory(Path.GetDirectoryName(full)!);
        File.WriteAllText(full, text);
        return this;
    }

    public ToolResult Build(params string[] arguments) => Tool.Run(Folder, "dotnet", ["build", "-c", Configuration, "-nologo", "-v", "m", .. arguments]);

    public ToolResult Run(params string[] arguments) => Tool.Run(Folder, "dotnet", ["run", "-c", Configuration, "--no-build", "--", .. arguments]);
}
