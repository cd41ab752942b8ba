namespace OpsMop.Package.Tests;

/// <summary>A type and its provider, written by somebody else, in a package of their own.</summary>
[Collection(PackageCollection.Name)]
public sealed class TypeLibraryTests(PackedFeed feed)
{
    [Fact]
    public void A_type_from_another_package_has_what_ours_have()
    {
        // net9.0, so that the other half of the packages is used too.
        var library = new ConsumerProject(
            feed,
            "Acme.Types",
            """<PackageReference Include="OpsMop.Abstractions" Version="*" />""",
            "<Nullable>enable</Nullable><ImplicitUsings>enable</ImplicitUsings><GenerateDocumentationFile>true</GenerateDocumentationFile><TreatWarningsAsErrors>true</TreatWarningsAsErrors>",
            "net9.0")
            .Write("NoteResource.cs", """
                using OpsMop;

                namespace Acme;

                /// <summary>A note on the wall.</summary>
                [ResourceType("note")]
                public sealed partial class NoteResource : Resource
                {
                    /// <summary>Where it hangs.</summary>
                    [Key, Claims(Claim.Path)]
                    public AbsolutePath Path { get; }

                    /// <summary>What it says.</summary>
                    [Required]
                    public string Words { get; } = "";

                    /// <summary>How loudly.</summary>
                    [Range(1, 5)]
                    public int? Volume { get; }
                }
                """)
            .Write("WallProvider.cs", """
                using OpsMop;

                namespace Acme;

                /// <summary>Hangs notes on walls.</summary>
                [Provider<NoteResource>("wall", Default = true)]
                public sealed class WallProvider : Provider<NoteResource>
                {
                    /// <inheritdoc/>
                    public override async ValueTask PlanAsync(NoteResource want, Plan plan, CancellationToken cancel)
                    {
                        if (await plan.System.StatAsync(want.Path, follow: true, cancel) is null)
                        {
                            plan.Change("hang", null, want.Words, system => system.CreateDirectoryAsync(want.Path, new FileMetadata("0755")));
                        }
                    }
                }
                """);
        Tool.Run(library.Folder, "dotnet", "pack", "-nologo", "-v", "m", "-o", feed.Folder).Expect(0);

        var policy = new ConsumerProject(
            feed,
            "Wall",
            """
            <PackageReference Include="OpsMop" Version="*" />
            <PackageReference Include="Acme.Types" Version="*" />
            """)
            .Write("Wall.cs", """
                using Acme;
                return await Cli.RunAsync<Wall>(args);

                public sealed partial class Wall : Policy
                {
                    public AbsolutePath Place { get; set; }

                    public int Volume { get; set; } = 3;

                    public override void Compose(Roles roles) => roles.Add<Notes>(role => (role.Place, role.Volume) = (Place, Volume));
                }

                public sealed partial class Notes : Role
                {
                    public AbsolutePath Place { get; set; }

                    public int Volume { get; set; }

                    public override void Define(Host host) =>
                        host.Note(Place)
                            .Words("hello")
                            .Volume(Volume);
                }
                """);
        policy.Build("-warnaserror").Expect(0);
        var place = Path.Combine(policy.Folder, "note");

        var refused = policy.Run("validate", "--set", $"place={place}", "--set", "volume=11").Expect(65);
        Assert.Contains("Wall.cs(22)", refused.Output, StringComparison.Ordinal);
        Assert.Contains("Volume", refused.Output, StringComparison.Ordinal);

        Assert.Contains("hang", policy.Run("apply", "--set", $"place={place}").Expect(0).Output, StringComparison.Ordinal);
        Assert.True(Directory.Exists(place));
        policy.Run("plan", "--detailed-exitcode", "--set", $"place={place}").Expect(0);
    }
}
