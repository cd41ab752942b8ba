using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace OpsMop;

/// <summary>
/// A file below <c>~/.ssh</c>, where root writes in a directory that somebody else may change: no link is followed there, and nothing is read or replaced that
/// belongs
/// to a third. It is written as sshd wants it: the directory 0700, the file 0600, both the user's own.
/// </summary>
internal sealed class HomeFile
{
    private const int MostBytes = 4 << 20;

    private static readonly UnixMode DirectoryMode = UnixMode.FromBits(0b111_000_000);
    private static readonly UnixMode FileMode = UnixMode.FromBits(0b110_000_000);

    private readonly UserAccount _user;
    private readonly FileStatus? _directory;
    private readonly FileStatus? _have;
    private readonly Encoding _encoding;

    private HomeFile(UserAccount user, AbsolutePath path, FileStatus? directory, FileStatus? have, string text, Encoding encoding)
    {
        (_user, Path, _directory, _have, Text, _encoding) = (user, path, directory, have, text, encoding);
    }

    /// <summary>The file.</summary>
    public AbsolutePath Path { get; }

    /// <summary>What it holds; nothing where it does not exist.</summary>
    public string Text { get; }

    /// <summary>Whether it exists.</summary>
    public bool Exists => _have is not null;

    /// <summary>Where such a file usually is, for claims: the account is known only on the host.</summary>
    /// <param name="user">The user.</param>
    /// <param name="name">The file's name.</param>
    public static string UsualPath(string user, string name) => user == "root" ? $"/root/.ssh/{name}" : $"/home/{user}/.ssh/{name}";

    /// <summary>Opens a file below <c>~/.ssh</c>.</summary>
    /// <param name="system">Where.</param>
    /// <param name="login">The user.</param>
    /// <param name="name">The file's name.</param>
    /// <param name="cancel">Cancels the questions.</param>
    /// <returns><see langword="null"/> where there is no such user, or the user has no home.</returns>
    public static async ValueTask<HomeFile?> FindAsync(ISystemReader system, string login, string name, CancellationToken cancel)
    {
        if (await system.FindUserAsync(login, cancel).ConfigureAwait(false) is not { } user)
        {
            return null;
        }

        AbsolutePath home = user.Home;
        if (home is not { IsGiven: true, Error: null } || await system.StatAsync(home, follow: true, cancel).ConfigureAwait(false) is not { IsDirectory: true })
        {
            return null;
        }

        var path = home / ".ssh" / name;
        var (directory, have) = await GuardAsync(system, path, login, cancel).ConfigureAwait(false);
        if (have is null)
        {
            return new HomeFile(user, path, directory, null, "", Encoding.UTF8);
        }

        var bytes = await system.ReadAsync(path, cancel).ConfigureAwait(false);
        var encoding = Utf8.IsValid(bytes.Span) ? Encoding.UTF8 : Encoding.Latin1;
        return new HomeFile(user, path, directory, have, encoding.GetString(bytes.Span), encoding);
    }

    /// <summary>Opens a file below <c>~/.ssh</c> of a user who must be there.</summary>
    /// <inheritdoc cref="FindAsync"/>
    public static async ValueTask<HomeFile> OpenAsync(ISystemReader system, string login, string name, CancellationToken cancel)
    {
        if (await FindAsync(system, login, name, cancel).ConfigureAwait(false) is { } file)
        {
            return file;
        }

        return await system.FindUserAsync(login, cancel).ConfigureAwait(false) is { } user
            ? throw new ProviderException($"The home directory {user.Home} of {login} does not exist. Declare host.User(\"{login}\").CreateHome() above.")
            : throw Ownership.NoUser(login);
    }

    /// <summary>Adds what has to change for the file to hold a text and for sshd to take it.</summary>
    /// <param name="plan">Takes the changes.</param>
    /// <param name="text">What the file is to hold.</param>
    /// <param name="change">How the change of the text is told.</param>
    /// <param name="cancel">Cancels the questions.</param>
    public async ValueTask PlanAsync(Plan plan, string text, Edit change, CancellationToken cancel)
    {
        // In a plan, an account that is yet to be made has no number; its group has its name.
        var (path, login) = (Path, _user.Name);
        var group = _user.GroupId == Accounts.UnknownId ? login : _user.GroupId.ToString(CultureInfo.InvariantCulture);
        var folder = Path.Parent;
        if (_directory is null)
        {
            plan.Change("create directory", null, $"{folder} {DirectoryMode} {login}", async (system, stop) =>
            {
                if (await system.StatAsync(folder, follow: false, stop).ConfigureAwait(false) is null)
                {
                    await system.CreateDirectoryAsync(folder, new FileMetadata(DirectoryMode, login, group), stop).ConfigureAwait(false);
                }
            });
        }
        else
        {
            PlanMetadata(plan, folder, _directory, DirectoryMode, login);
        }

        if (_have is not null && text == Text)
        {
            PlanMetadata(plan, path, _have, FileMode, login);
            return;
        }

        var content = FileContent.FromBytes(_encoding.GetBytes(text));
        plan.Change(
            change.Action,
            change.From,
            change.To,
            async (system, stop) =>
            {
                // The user may have put a link there since.
                await GuardAsync(system, path, login, stop).ConfigureAwait(false);
                await system.WriteAsync(path, content, new FileMetadata(FileMode, login, group), stop).ConfigureAwait(false);
            },
            effects: null,
            await FileDiff.BetweenAsync(plan.System, path, _have, content, cancel).ConfigureAwait(false));
    }

    /// <summary>Adds the deletion of the file.</summary>
    /// <param name="plan">Takes the change.</param>
    public void PlanDeletion(Plan plan)
    {
        if (_have is not null)
        {
            FileWriting.AddDeletion(plan, Path, _have);
        }
    }

    private static void PlanMetadata(Plan plan, AbsolutePath path, FileStatus have, UnixMode mode, string login)
    {
        if (have.Owner != login)
        {
            plan.Change("chown", have.Owner, login, (system, stop) => system.SetOwnerAsync(path, login, null, stop));
        }

        if (have.Mode != mode)
        {
            plan.Change("chmod", have.Mode, mode, (system, stop) => system.SetModeAsync(path, mode, stop));
        }
    }

    private static async ValueTask<(FileStatus? Directory, FileStatus? File)> GuardAsync(ISystemReader system, AbsolutePath path, string login, CancellationToken cancel)
    {
        var directory = await system.StatAsync(path.Parent, follow: false, cancel).ConfigureAwait(false);
        Check(path.Parent, directory, FileKind.Directory, login);
        if (directory is null)
        {
            return default;
        }

        var file = await system.StatAsync(path, follow: false, cancel).ConfigureAwait(false);
        Check(path, file, FileKind.File, login);
        return file is { Size: > MostBytes }
            ? throw new ProviderException($"{path} has {FileWriting.Size(file.Size)}, which is no list of keys. Look at it and remove it.")
            : (directory, file);
    }

    private static void Check(AbsolutePath path, FileStatus? have, FileKind kind, string login)
    {
        if (have is null)
        {
            return;
        }

        if (have.Kind != kind)
        {
            throw new ProviderException(have.IsLink
                ? $"{path} is a link, which {login} may point anywhere: it is not followed. Replace it with what it leads to."
                : $"{path} is no {(kind == FileKind.Directory ? "directory" : "file")}. Look at it and remove it.");
        }

        if (have.Owner != login && have.Owner != "root")
        {
            throw new ProviderException(
                $"{path} belongs to {have.Owner}, neither to {login} nor to root: whoever owns it decides what is in it. Find out why, and give it to {login}.");
        }
    }
}
