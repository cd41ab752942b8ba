using System.Runtime.CompilerServices;

namespace OpsMop;

/// <summary>A resource while the policy describes it. The generated builders derive from <see cref="ResourceBuilder{TSelf}"/>.</summary>
public abstract class ResourceBuilder
{
    private Resource? _resource;

    /// <summary>Begins a resource. On a <see cref="Host"/> it takes its place in the graph here.</summary>
    /// <param name="context">Who declares it.</param>
    /// <param name="location">Where.</param>
    protected ResourceBuilder(HostContext context, SourceLocation location)
    {
        Context = context;
        Location = location;
        if (context.Scope is { } scope)
        {
            if (scope.User is not null || scope.Tags.Count > 0)
            {
                Settings.User = scope.User;
                Settings.Tags = scope.Tags;
            }
        }

        Node = (context as Host)?.Register(this);
    }

    /// <summary>Where the policy declares it.</summary>
    public SourceLocation Location { get; }

    /// <summary>Who declares it.</summary>
    protected internal HostContext Context { get; }

    /// <summary>The owner that the enclosing <c>With</c> gives; <see langword="null"/> where it gives none.</summary>
    protected string? ScopeOwner => Context.Scope?.Owner;

    /// <summary>The group that the enclosing <c>With</c> gives; <see langword="null"/> where it gives none.</summary>
    protected string? ScopeGroup => Context.Scope?.Group;

    /// <summary>The mode of files that the enclosing <c>With</c> gives; not given where it gives none.</summary>
    protected UnixMode ScopeMode => Context.Scope?.Mode ?? default;

    /// <summary>The mode of directories that the enclosing <c>With</c> gives; not given where it gives none.</summary>
    protected UnixMode ScopeDirectoryMode => Context.Scope?.DirectoryMode ?? default;

    /// <summary>Its place in the graph; a procedure's resource has one from its turn on.</summary>
    internal ResourceNode? Node { get; set; }

    internal CommonSettings? CommonOrNull { get; private set; }

    /// <summary>The settings that every resource can have, made when the first is set.</summary>
    internal CommonSettings Settings => CommonOrNull ??= new CommonSettings();

    /// <summary>The resources that it comes after.</summary>
    internal List<ResourceBuilder>? AfterList { get; set; }

    /// <summary>The resources that it comes before.</summary>
    internal List<ResourceBuilder>? BeforeList { get; set; }

    /// <summary>The resources of which one must have changed.</summary>
    internal List<ResourceBuilder>? WhenChangedList { get; set; }

    /// <summary>The handlers that it notifies.</summary>
    internal List<Handler>? NotifiesList { get; set; }

    /// <summary>What is wrong with its common settings, for validation to report.</summary>
    internal List<string>? SettingFaults { get; private set; }

    /// <summary>The resource as described; describing ends with the first call.</summary>
    protected internal Resource Finished => _resource ??= Complete(Build());

    /// <summary>Makes the resource. Generated.</summary>
    protected abstract Resource Build();

    /// <summary>Gives the resource what is no data, such as a function. Hand-written parts of builders override it.</summary>
    /// <param name="resource">The resource, just made.</param>
    protected virtual Resource Complete(Resource resource) => resource;

    /// <summary>The line on which a property was set; 0 if it was not. Generated.</summary>
    /// <param name="property">The property's name.</param>
    protected internal abstract int LineOf(string property);

    /// <summary>The time that a common setting is given; <see langword="null"/> where it is not given, or invalid and reported.</summary>
    internal TimeSpan? TimeOf(string setting, Duration duration)
    {
        if (duration.Error is { } error)
        {
            (SettingFaults ??= []).Add($"{setting}: {error}");
        }

        return duration is { IsGiven: true, Error: null } ? duration.Value : null;
    }

    internal void AddNotification(Handler handler)
    {
        (NotifiesList ??= []).Add(handler);
        handler.NotifiedBy.Add(this);
    }
}

/// <summary>A builder whose common methods keep its own type, so that a chain can go on in any order.</summary>
/// <typeparam name="TSelf">The builder that derives from this class.</typeparam>
/// <param name="context">Who declares the resource.</param>
/// <param name="location">Where.</param>
public abstract class ResourceBuilder<TSelf>(HostContext context, SourceLocation location) : ResourceBuilder(context, location)
    where TSelf : ResourceBuilder<TSelf>
{
    private TSelf Self => Unsafe.As<TSelf>(this);

    /// <summary>What people see instead of the resource's own summary.</summary>
    /// <param name="title">A few words.</param>
    public TSelf Title(string title)
    {
        Settings.Title = title;
        return Self;
    }

    /// <summary>Adds tags, by which <c>--tags</c> selects.</summary>
    /// <param name="tags">The tags.</param>
    public TSelf Tags(params string[] tags)
    {
        Settings.Tags = [.. Settings.Tags, .. tags];
        return Self;
    }

    /// <summary>Skips the resource unless the condition holds. Several conditions must all hold.</summary>
    /// <param name="condition">The condition, known while the role is defined.</param>
    public TSelf When(bool condition)
    {
        if (!condition)
        {
            Settings.Conditions = [.. Settings.Conditions, static () => false];
        }

        return Self;
    }

    /// <summary>Skips the resource unless the condition holds when its turn comes. Several conditions must all hold.</summary>
    /// <param name="condition">The condition; it may read facts.</param>
    public TSelf When(Func<bool> condition)
    {
        Settings.Conditions = [.. Settings.Conditions, condition];
        return Self;
    }

    /// <summary>
    /// Skips the resource unless one of the others has changed, in this run or in one that ended before this resource had its turn. It comes after them.
    /// </summary>
    /// <param name="others">The other resources.</param>
    public TSelf WhenChanged(params ResourceBuilder[] others)
    {
        (WhenChangedList ??= []).AddRange(others);
        return Self;
    }

    /// <summary>Runs the resource's commands as a user, and makes its new files that user's.</summary>
    /// <param name="user">The login name.</param>
    public TSelf As(string user)
    {
        Settings.User = user;
        return Self;
    }

    /// <summary>Goes on after a failure of this resource.</summary>
    /// <param name="because">Why a failure does no harm; it is shown with the failure.</param>
    public TSelf IgnoreErrors(string because)
    {
        Settings.IgnoreErrorsBecause = because;
        return Self;
    }

    /// <summary>Decides from the outcome whether the resource counts as changed.</summary>
    /// <param name="changed">Looks at exit code and output.</param>
    public TSelf ChangedWhen(Func<Outcome, bool> changed)
    {
        Settings.ChangedWhen = changed;
        return Self;
    }

    /// <summary>Decides from the outcome whether the resource failed.</summary>
    /// <param name="failed">Looks at exit code and output.</param>
    public TSelf FailedWhen(Func<Outcome, bool> failed)
    {
        Settings.FailedWhen = failed;
        return Self;
    }

    /// <summary>Tries again after a failure.</summary>
    /// <param name="times">How often it is tried again.</param>
    /// <param name="every">How long to wait before each try; one second where not given.</param>
    /// <param name="until">Decides whether a try was good enough; not failing is, where not given.</param>
    public TSelf Retry(int times, Duration every = default, Func<Outcome, bool>? until = null)
    {
        Settings.Attempts = Math.Max(0, times) + 1;
        Settings.RetryEvery = TimeOf(nameof(Retry), every) ?? TimeSpan.FromSeconds(1);
        Settings.RetryUntil = until;
        return Self;
    }

    /// <summary>Ends a try that takes longer. Its processes are ended with it.</summary>
    /// <param name="limit">How long one try may take.</param>
    public TSelf Timeout(Duration limit)
    {
        Settings.Timeout = TimeOf(nameof(Timeout), limit);
        return Self;
    }

    /// <summary>Puts the resource after others, wherever they stand in the role.</summary>
    /// <param name="others">The other resources.</param>
    public TSelf After(params ResourceBuilder[] others)
    {
        (AfterList ??= []).AddRange(others);
        return Self;
    }

    /// <summary>Puts the resource before others, wherever they stand in the role.</summary>
    /// <param name="others">The other resources.</param>
    public TSelf Before(params ResourceBuilder[] others)
    {
        (BeforeList ??= []).AddRange(others);
        return Self;
    }

    /// <summary>Runs handlers once, when the role ends, if this resource changes.</summary>
    /// <param name="handlers">The handlers, of this role or an included one.</param>
    public TSelf Notifies(params Handler[] handlers)
    {
        foreach (var handler in handlers)
        {
            AddNotification(handler);
        }

        return Self;
    }

    /// <summary>Chooses the provider, whatever the platform.</summary>
    /// <typeparam name="TProvider">The provider.</typeparam>
    public TSelf Via<TProvider>()
        where TProvider : Provider
    {
        Settings.Provider = typeof(TProvider);
        return Self;
    }
}
