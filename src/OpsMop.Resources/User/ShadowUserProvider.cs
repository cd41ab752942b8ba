using System.Globalization;
using System.Text;

namespace OpsMop;

/// <summary>Manages users with <c>useradd</c>, <c>usermod</c>, <c>userdel</c>, <c>chage</c> and <c>chpasswd</c>, as Linux distributions have them.</summary>
[Provider<UserResource>("shadow", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class ShadowUserProvider : Provider<UserResource>
{
    private static readonly UnixMode HomeMode = UnixMode.FromBits(0b111_000_000);

    /// <inheritdoc/>
    public override async ValueTask PlanAsync(UserResource want, Plan plan, CancellationToken cancel)
    {
        var have = await plan.System.FindUserAsync(want.Login, cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            if (have is not null)
            {
                await PlanDeletionAsync(want, plan, have, cancel).ConfigureAwait(false);
            }
        }
        else if (have is null)
        {
            await PlanNewAsync(want, plan, cancel).ConfigureAwait(false);
            if (want.HasShadow)
            {
                await PlanShadowAsync(want, plan, Shadow.New, cancel).ConfigureAwait(false);
            }
        }
        else
        {
            await PlanChangesAsync(want, plan, have, cancel).ConfigureAwait(false);
            if (want.HasShadow)
            {
                var shadow = await Shadow.FindAsync(plan.System, want.Login, cancel).ConfigureAwait(false) ?? throw new ProviderException(
                    $"{want.Login} has no entry in /etc/shadow: the account comes from elsewhere, such as a directory service, or was made without shadow "
                    + "passwords (pwconv makes the entries). "
                    + "Password, Locked, Expires and the days of a password are set where the account is.");
                await PlanShadowAsync(want, plan, shadow, cancel).ConfigureAwait(false);
            }
        }
    }

    private static async ValueTask PlanNewAsync(UserResource want, Plan plan, CancellationToken cancel)
    {
        var name = want.Login;
        var effects = new Effects();
        List<string> arguments = ["useradd"];
        var shown = new StringBuilder();
        if (want.System)
        {
            arguments.Add("--system");
            shown.Append("system account, ");
        }

        if (want.Uid is { } uid)
        {
            arguments.AddRange(["--uid", Text(uid)]);
            shown.Append(CultureInfo.InvariantCulture, $"uid {uid}, ");
        }

        // Said in full, because distributions differ in what useradd does where it is told nothing.
        uint groupId;
        var group = want.Group ?? (await plan.System.FindGroupAsync(name, cancel).ConfigureAwait(false) is null ? null : name);
        if (group is null)
        {
            groupId = Accounts.UnknownId;
            arguments.Add("--user-group");
            effects.Sets(Accounts.GroupKey(name), new GroupAccount(name, groupId, []));
        }
        else
        {
            groupId = await GroupIdAsync(plan, group, cancel).ConfigureAwait(false);
            arguments.AddRange(["--gid", group]);
        }

        shown.Append("group ").Append(group ?? name);
        if (want.Groups is { Count: > 0 } groups)
        {
            foreach (var one in groups)
            {
                var account = await plan.System.FindGroupAsync(one, cancel).ConfigureAwait(false) ?? throw Ownership.NoGroup(one);
                effects.Sets(Accounts.GroupKey(one), account with { Members = [.. account.Members, name] });
            }

            arguments.AddRange(["--groups", string.Join(',', groups)]);
            shown.Append(", in ").AppendJoin(", ", groups);
        }

        effects.Sets(Accounts.UserGroupsKey(name), want.Groups ?? []);
        AbsolutePath home = want.Home.IsGiven ? want.Home : "/home/" + name;
        if (want.Home.IsGiven)
        {
            arguments.AddRange(["--home-dir", home.Value]);
        }

        var makesHome = want.CreateHome ?? !want.System;
        arguments.Add(makesHome ? "--create-home" : "--no-create-home");
        if (makesHome)
        {
            shown.Append(", home ").Append(home);
        }

        if (want.Shell.IsGiven)
        {
            arguments.AddRange(["--shell", want.Shell.Value]);
            shown.Append(", shell ").Append(want.Shell);
        }

        if (want.Comment is { } comment)
        {
            arguments.AddRange(["--comment", comment]);
        }

        arguments.Add(name);
        effects.Sets(Accounts.UserKey(name), new UserAccount(
            name, want.Uid is { } id ? (uint)id : Accounts.UnknownId, groupId, want.Comment ?? "", home.Value, want.Shell.IsGiven ? want.Shell.Value : "/bin/sh"));
        effects.Sets(Shadow.Key(name), Shadow.New);
        var owningGroup = group ?? name;
        plan.Change("create", null, shown, (system, stop) => SystemTool.RunAsync(system, stop, arguments), effects);

        // On a system this finds what useradd has made. In a plan, where useradd does nothing, it puts the directory there for what comes below it.
        if (makesHome)
        {
            plan.Change("create home", null, home, (system, stop) => EnsureHomeAsync(system, home, name, owningGroup, stop));
        }
    }

    private static async ValueTask PlanChangesAsync(UserResource want, Plan plan, UserAccount have, CancellationToken cancel)
    {
        if (want.Uid is { } uid && have.Id != (uint)uid)
        {
            have = Modify(plan, have with { Id = (uint)uid }, "change uid", have.Id, uid, "--uid", Text(uid));
        }

        if (want.Group is { } group && await GroupIdAsync(plan, group, cancel).ConfigureAwait(false) is var groupId && groupId != have.GroupId)
        {
            have = Modify(plan, have with { GroupId = groupId }, "change group", have.GroupId, group, "--gid", group);
        }

        if (want.Comment is { } comment && comment != have.Comment)
        {
            have = Modify(plan, have with { Comment = comment }, "change comment", have.Comment, comment, "--comment", comment);
        }

        if (want.Home.IsGiven && want.Home.Value != have.Home)
        {
            have = want.MoveHome
                ? Modify(plan, have with { Home = want.Home.Value }, "move home", have.Home, want.Home, "--home", want.Home.Value, "--move-home")
                : Modify(plan, have with { Home = want.Home.Value }, "change home", have.Home, want.Home, "--home", want.Home.Value);
        }

        if (want.Shell.IsGiven && want.Shell.Value != have.Shell)
        {
            have = Modify(plan, have with { Shell = want.Shell.Value }, "change shell", have.Shell, want.Shell, "--shell", want.Shell.Value);
        }

        if (want.Groups is not null || want.ExactGroups)
        {
            var groups = want.Groups ?? [];
            await PlanGroupsAsync(want, plan, have, groups, cancel).ConfigureAwait(false);
        }

        AbsolutePath home = have.Home;
        if (want.CreateHome == true && home is { IsGiven: true, Error: null }
            && await plan.System.StatAsync(home, follow: true, cancel).ConfigureAwait(false) is null && !want.MoveHome)
        {
            var (name, owner) = (want.Login, want.Group ?? Text(have.GroupId));
            plan.Change("create home", null, home, (system, stop) => EnsureHomeAsync(system, home, name, owner, stop));
        }
    }

    private static UserAccount Modify(Plan plan, UserAccount after, string action, object? from, object? to, params string[] options)
    {
        string[] arguments = ["usermod", .. options, after.Name];
        plan.Change(action, from, to, (system, stop) => SystemTool.RunAsync(system, stop, arguments), new Effects().Sets(Accounts.UserKey(after.Name), after));
        return after;
    }

    private static async ValueTask PlanGroupsAsync(UserResource want, Plan plan, UserAccount have, IReadOnlyList<string> groups, CancellationToken cancel)
    {
        var name = want.Login;
        var effects = new Effects();
        var missing = new List<string>();
        foreach (var group in groups)
        {
            var account = await plan.System.FindGroupAsync(group, cancel).ConfigureAwait(false) ?? throw Ownership.NoGroup(group);
            if (account.Id != have.GroupId && !account.Members.Contains(name))
            {
                missing.Add(group);
                effects.Sets(Accounts.GroupKey(group), account with { Members = [.. account.Members, name] });
            }
        }

        if (!want.ExactGroups)
        {
            if (missing.Count > 0)
            {
                plan.Change(
                    "join groups",
                    null,
                    string.Join(", ", missing),
                    (system, stop) => SystemTool.RunAsync(system, stop, "usermod", "--append", "--groups", string.Join(',', missing), name),
                    effects);
            }

            return;
        }

        var present = await plan.System.ObserveAsync(Accounts.UserGroupsKey(name), (system, stop) => ReadGroupsAsync(system, name, stop), cancel).ConfigureAwait(false) ?? [];
        var others = present.Except(groups).ToList();
        if (missing.Count == 0 && others.Count == 0)
        {
            return;
        }

        foreach (var group in others)
        {
            if (await plan.System.FindGroupAsync(group, cancel).ConfigureAwait(false) is { } account)
            {
                effects.Sets(Accounts.GroupKey(group), account with { Members = [.. account.Members.Except([name])] });
            }
        }

        effects.Sets(Accounts.UserGroupsKey(name), groups);
        plan.Change(
            "set groups",
            string.Join(", ", present),
            string.Join(", ", groups),
            (system, stop) => SystemTool.RunAsync(system, stop, "usermod", "--groups", string.Join(',', groups), name),
            effects);
    }

    // usermod changes /etc/group and nothing else: groups from a directory service are not its to set, nor ours to count.
    private static async ValueTask<IReadOnlyList<string>?> ReadGroupsAsync(ISystemReader system, string name, CancellationToken cancel)
    {
        var groups = new List<string>();
        if (await system.StatAsync("/etc/group", follow: true, cancel).ConfigureAwait(false) is null)
        {
            return groups;
        }

        foreach (var line in Encoding.UTF8.GetString((await system.ReadAsync("/etc/group", cancel).ConfigureAwait(false)).Span).Split('\n'))
        {
            if (line.Split(':') is [var group, _, _, var members] && members.Split(',').Contains(name))
            {
                groups.Add(group);
            }
        }

        return groups;
    }

    private static async ValueTask PlanDeletionAsync(UserResource want, Plan plan, UserAccount have, CancellationToken cancel)
    {
        var name = want.Login;
        AbsolutePath home = have.Home;
        var effects = new Effects().Sets(Accounts.UserKey(name), null).Sets(Accounts.UserGroupsKey(name), null).Sets(Shadow.Key(name), null);

        // userdel takes the user's own group along if nobody else is in it.
        if (await plan.System.FindGroupAsync(name, cancel).ConfigureAwait(false) is { } own && own.Id == have.GroupId && own.Members.All(member => member == name))
        {
            effects.Sets(Accounts.GroupKey(name), null);
        }

        // userdel fails over a home directory that is not there, after it has deleted the account.
        var removesHome = want.RemoveHome && home is { IsGiven: true, Error: null, IsRoot: false }
            && await plan.System.StatAsync(home, follow: false, cancel).ConfigureAwait(false) is not null;
        string[] arguments = removesHome ? ["userdel", "--remove", name] : ["userdel", name];
        plan.Change(
            "delete",
            have.Id == Accounts.UnknownId ? "an account" : $"uid {Text(have.Id)}",
            null,
            (system, stop) => SystemTool.RunAsync(system, stop, arguments),
            effects);
        if (removesHome)
        {
            plan.Change("delete home", home, null, (system, stop) => system.DeleteAsync(home, recursive: true, stop));
        }
    }

    private static async ValueTask PlanShadowAsync(UserResource want, Plan plan, Shadow have, CancellationToken cancel)
    {
        var name = want.Login;
        var locked = want.Locked ?? (have.IsLocked && have.HasPassword);
        var sets = (want.Password is not null || want.PasswordHash is not null) && await DiffersAsync(want, plan, have, cancel).ConfigureAwait(false);
        if (sets)
        {
            // The salt is chosen when the password is set. What is locked stays so in the same step.
            plan.Change("set password", null, null, (system, stop) =>
            {
                var hash = want.Password is { } password ? ShadowPassword.NewHash(password) : want.PasswordHash!.Reveal();
                Text line = $"{name}:{(locked ? "!" : "")}{Secret.Adopt(hash)}\n";
                return SystemTool.FeedAsync(system, line, stop, "chpasswd", "--encrypted");
            });
            if (want.ChangeAtLogin)
            {
                plan.Change("expire password", null, null, (system, stop) => SystemTool.RunAsync(system, stop, "chage", "--lastday", "0", name));
            }
        }

        // An account without a password has none to unlock: it stays without.
        if (want.Locked is { } wanted && wanted != have.IsLocked && !have.IsNew && (wanted || have.HasPassword))
        {
            plan.Change(
                wanted ? "lock" : "unlock",
                null,
                null,
                sets ? static (_, _) => default : (system, stop) => SystemTool.RunAsync(system, stop, "usermod", wanted ? "--lock" : "--unlock", name));
        }

        int? end = want.Expires is { } day && Shadow.TryParseDay(day, out var on) ? on : null;
        PlanAge(plan, have, "set end", "--expiredate", end, have.ExpiresOn, name, Shadow.ShowDay);
        PlanAge(plan, have, "set maximum age", "--maxdays", want.PasswordMaxDays, have.MaxDays, name, ShowDays);
        PlanAge(plan, have, "set minimum age", "--mindays", want.PasswordMinDays, have.MinDays, name, ShowDays);
        PlanAge(plan, have, "set warning", "--warndays", want.PasswordWarnDays, have.WarnDays, name, ShowDays);
        PlanAge(plan, have, "set inactivity", "--inactive", want.PasswordInactiveDays, have.InactiveDays, name, ShowDays);
    }

    private static async ValueTask<bool> DiffersAsync(UserResource want, Plan plan, Shadow have, CancellationToken cancel) =>
        have.HasPassword
            ? want.OverwritePassword != false
                && !(want.Password is { } password
                    ? await ShadowPassword.MatchesAsync(plan.System, password, have.Hash, cancel).ConfigureAwait(false)
                    : want.PasswordHash!.Reveal() == have.Hash)
            : have.Hash != want.PasswordHash?.Reveal();

    // The host's defaults for a new account are its own, so that everything that is declared for one is said.
    private static void PlanAge(Plan plan, Shadow have, string action, string option, int? want, int now, string name, Func<int, string> show)
    {
        if (want is { } days && (have.IsNew || days != now))
        {
            plan.Change(action, have.IsNew ? null : show(now), show(days), (system, stop) => SystemTool.RunAsync(system, stop, "chage", option, Text(days), name));
        }
    }

    private static string ShowDays(int days) => days switch
    {
        < 0 => "never",
        1 => "1 day",
        _ => string.Create(CultureInfo.InvariantCulture, $"{days} days"),
    };

    private static async ValueTask EnsureHomeAsync(ISystem system, AbsolutePath home, string user, string group, CancellationToken cancel)
    {
        if (await system.StatAsync(home, follow: true, cancel).ConfigureAwait(false) is not null)
        {
            return;
        }

        if (await system.StatAsync(home.Parent, follow: true, cancel).ConfigureAwait(false) is null)
        {
            throw new ProviderException($"The directory {home.Parent} does not exist, so that the home directory {home} cannot be made in it. Declare host.Directory(\"{home.Parent}\") above.");
        }

        await system.CreateDirectoryAsync(home, new FileMetadata(HomeMode, user, group), cancel).ConfigureAwait(false);
        AbsolutePath skeleton = "/etc/skel";
        if (await system.StatAsync(skeleton, follow: true, cancel).ConfigureAwait(false) is { IsDirectory: true })
        {
            await CopyAsync(system, skeleton, home, user, group, cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask CopyAsync(ISystem system, AbsolutePath from, AbsolutePath to, string user, string group, CancellationToken cancel)
    {
        foreach (var name in await system.ListAsync(from, cancel).ConfigureAwait(false))
        {
            var (source, target) = (from / name, to / name);
            switch (await system.StatAsync(source, follow: false, cancel).ConfigureAwait(false))
            {
                case { IsDirectory: true } directory:
                    await system.CreateDirectoryAsync(target, new FileMetadata(directory.Mode, user, group), cancel).ConfigureAwait(false);
                    await CopyAsync(system, source, target, user, group, cancel).ConfigureAwait(false);
                    break;
                case { IsFile: true } file:
                    var content = FileContent.FromBytes(await system.ReadAsync(source, cancel).ConfigureAwait(false));
                    await system.WriteAsync(target, content, new FileMetadata(file.Mode, user, group), cancel).ConfigureAwait(false);
                    break;
                case { IsLink: true }:
                    await system.CreateLinkAsync(target, await system.ReadLinkAsync(source, cancel).ConfigureAwait(false), user, group, cancel).ConfigureAwait(false);
                    break;
            }
        }
    }

    private static async ValueTask<uint> GroupIdAsync(Plan plan, string group, CancellationToken cancel) =>
        Ownership.IsNumber(group, out var id) ? id : (await plan.System.FindGroupAsync(group, cancel).ConfigureAwait(false) ?? throw Ownership.NoGroup(group)).Id;

    private static string Text(long number) => number.ToString(CultureInfo.InvariantCulture);
}
