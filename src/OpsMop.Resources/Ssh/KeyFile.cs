namespace OpsMop;

/// <summary>A list of keys: the usual one below a user's home, or one elsewhere that only root can change.</summary>
internal sealed class KeyFile
{
    private const string Name = "authorized_keys";

    private readonly HomeFile? _home;
    private readonly EditedFile? _other;

    private KeyFile(HomeFile? home, EditedFile? other) => (_home, _other) = (home, other);

    /// <summary>What it holds.</summary>
    public string Text => _home?.Text ?? _other!.Text;

    /// <summary>Opens the list of a user.</summary>
    /// <param name="system">Where.</param>
    /// <param name="login">The user.</param>
    /// <param name="path">The file, where it is not the usual one.</param>
    /// <param name="absent">Whether something is to be gone, which it is where there is no such user.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns><see langword="null"/> where nothing is there that could go.</returns>
    public static async ValueTask<KeyFile?> OpenAsync(ISystemReader system, string login, AbsolutePath path, bool absent, CancellationToken cancel)
    {
        if (path.IsGiven)
        {
            var other = await EditedFile.OpenAsync(system, path, cancel).ConfigureAwait(false);
            return absent && !other.Exists ? null : new KeyFile(null, other);
        }

        if (absent)
        {
            return await HomeFile.FindAsync(system, login, Name, cancel).ConfigureAwait(false) is { Exists: true } there ? new KeyFile(there, null) : null;
        }

        return new KeyFile(await HomeFile.OpenAsync(system, login, Name, cancel).ConfigureAwait(false), null);
    }

    /// <summary>Adds what has to change.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="text">What it is to hold.</param>
    /// <param name="change">How the change is told.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public async ValueTask PlanAsync(Plan plan, string text, Edit change, CancellationToken cancel)
    {
        if (_home is not null)
        {
            await _home.PlanAsync(plan, text, change, cancel).ConfigureAwait(false);
        }
        else
        {
            await _other!.SaveAsync(plan, text, change, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Adds the deletion of the whole list.</summary>
    /// <param name="plan">Takes the change.</param>
    /// <param name="cancel">Cancels the question.</param>
    public async ValueTask PlanDeletionAsync(Plan plan, CancellationToken cancel)
    {
        if (_home is not null)
        {
            _home.PlanDeletion(plan);
        }
        else
        {
            await ManagedFile.PlanAbsenceAsync(plan, _other!.Path, effects: null, cancel).ConfigureAwait(false);
        }
    }

    /// <summary>Adds a line at the end, after the line end that the last one may lack.</summary>
    /// <param name="lines">The lines with their ends.</param>
    /// <param name="line">The line without its end.</param>
    public static void Append(List<string> lines, string line)
    {
        if (lines.Count > 0 && !lines[^1].EndsWith('\n'))
        {
            lines[^1] += "\n";
        }

        lines.Add(line + "\n");
    }
}
