using System.Security.Cryptography;
using OpsMop.Engine.Model;
using OpsMop.Engine.Running;
using OpsMop.Engine.Security;
using OpsMop.Engine.Systems;

namespace OpsMop.Engine.Plans;

/// <summary>Keeps what a run plans.</summary>
/// <param name="overlay">What has been planned so far.</param>
/// <param name="view">Through which resources are planned.</param>
internal sealed class PlanRecorder(OverlaySystem overlay, OverlayView view)
{
    private readonly List<SavedResource> _resources = [];
    private readonly List<string> _open = [];

    /// <summary>The key of the plan.</summary>
    public PlanKey Key { get; } = PlanKey.New();

    /// <summary>Who asks for a resource.</summary>
    /// <param name="system">Who answers.</param>
    public RecordingReader Reader(ISystemReader system) => new(system, Key, overlay, () => view.HasRun);

    /// <summary>Whether a resource has asked for something that the plan itself brings about.</summary>
    /// <param name="plan">Its plan.</param>
    public static bool AsksForForeseen(Plan plan) => ((RecordingReader)plan.System).AsksForForeseen;

    /// <summary>What a resource plans, before any of it is played.</summary>
    /// <param name="plan">Its plan.</param>
    /// <param name="asksForForeseen">Whether it, or one that it was planned together with, has asked for something that the plan itself brings about.</param>
    public SavedResource Note(Plan plan, bool asksForForeseen) => new()
    {
        Role = "",
        Resource = plan.Resource.Name,
        Changes = Describe(plan, Key),
        Deeds = [.. plan.Deeds.Select(deed => Redactor.Mask(deed.What))],
        Asked = [.. ((RecordingReader)plan.System).Answers.Where(answer => !asksForForeseen || !answer.IsIndirect)],
    };

    /// <summary>Keeps a turn.</summary>
    /// <param name="walk">Where it is.</param>
    /// <param name="resource">The resource.</param>
    /// <param name="noted">What it plans; <see langword="null"/> where it could not be planned.</param>
    /// <param name="attempt">What came of it.</param>
    public void Add(Walk walk, Resource resource, SavedResource? noted, Attempt attempt)
    {
        var isOpen = attempt.IsOpen || attempt.Outcome.Status == OutcomeStatus.Unknown;
        _resources.Add((noted ?? new SavedResource { Role = "", Resource = resource.Name }) with
        {
            Role = walk.Role,
            Handler = walk.Handler?.Name,
            At = PlaceOf(resource),
            Skipped = attempt.Outcome.Status == OutcomeStatus.Skipped ? Redactor.Mask(attempt.Outcome.Reason ?? "") : null,
            Fails = noted is null && attempt.Outcome.Failed,
            IsOpen = isOpen,
            MayBePassedOver = attempt.MayBePassedOver,
            Asked = isOpen ? [] : noted?.Asked ?? [],
        });
    }

    /// <summary>Notes that it is not known how a procedure goes on.</summary>
    /// <param name="role">The procedure.</param>
    public void AddOpen(string role) => _open.Add(role);

    /// <summary>The plan.</summary>
    /// <param name="policy">The policy.</param>
    /// <param name="model">The host.</param>
    /// <param name="options">How it was made.</param>
    /// <param name="seed">The seed of the chaos facts.</param>
    public SavedPlan ToPlan(Policy policy, HostModel model, EngineOptions options, int seed) => new()
    {
        Id = RandomNumberGenerator.GetHexString(32, lowercase: true),
        Policy = PlanScope.NameOf(policy),
        Build = BuildIdentity.Of(policy),
        HostName = model.HostName,
        Image = PlanScope.ImageOf(options.System),
        Made = DateTimeOffset.UtcNow,
        Tags = [.. options.Tags],
        Seed = seed,
        Key = Key,
        Roles = PlanScope.RolesOf(model, Key),
        Resources = _resources,
        OpenRoles = _open,
    };

    /// <summary>The place of a resource, by which two of one name are told apart.</summary>
    public static string PlaceOf(Resource resource) => resource.Location.IsKnown ? $"{resource.Location.File}:{resource.Location.Line}" : "";

    /// <summary>The changes of a plan.</summary>
    /// <param name="plan">The plan of a resource.</param>
    /// <param name="key">The key of the hashes.</param>
    public static IReadOnlyList<SavedChange> Describe(Plan plan, PlanKey key)
    {
        var changes = plan.Changes;
        var saved = new SavedChange[changes.Count];
        for (var i = 0; i < saved.Length; i++)
        {
            var change = changes[i];
            var diff = change.Diff is not { } content ? "" : key.Digest(
                content.Path.Value,
                content.Before is { } before ? key.Digest(before.Span) : null,
                content.After is not { } after ? null : after.Bytes is { } bytes ? key.Digest(bytes.Span) : after.KnownHash.Value);
            saved[i] = new SavedChange(change.Action, Redactor.Mask(change.From), Redactor.Mask(change.To), key.Digest(change.Action, change.From, change.To, diff));
        }

        return saved;
    }
}
