using System.Globalization;

namespace OpsMop;

/// <summary>Manages groups with <c>groupadd</c>, <c>groupmod</c>, <c>gpasswd</c> and <c>groupdel</c>, as Linux distributions have them.</summary>
[Provider<GroupResource>("shadow", Platforms = ["linux"], Default = true, Proof = Proof.RealHost)]
public sealed class ShadowGroupProvider : Provider<GroupResource>
{
    /// <inheritdoc/>
    public override async ValueTask PlanAsync(GroupResource want, Plan plan, CancellationToken cancel)
    {
        var name = want.Group;
        var have = await plan.System.FindGroupAsync(name, cancel).ConfigureAwait(false);
        if (want.Absent)
        {
            if (have is not null)
            {
                plan.Change(
                    "delete",
                    Show(have),
                    null,
                    (system, stop) => SystemTool.RunAsync(system, stop, "groupdel", name),
                    new Effects().Sets(Accounts.GroupKey(name), null));
            }

            return;
        }

        if (have is null)
        {
            have = new GroupAccount(name, want.Gid is { } id ? (uint)id : Accounts.UnknownId, []);
            List<string> arguments = ["groupadd"];
            if (want.System)
            {
                arguments.Add("--system");
            }

            if (want.Gid is { } gid)
            {
                arguments.AddRange(["--gid", Text(gid)]);
            }

            arguments.Add(name);
            plan.Change("create", null, Show(have), (system, stop) => SystemTool.RunAsync(system, stop, arguments), new Effects().Sets(Accounts.GroupKey(name), have));
        }
        else if (want.Gid is { } gid && have.Id != (uint)gid)
        {
            var from = have.Id;
            have = have with { Id = (uint)gid };
            plan.Change(
                "change gid",
                from,
                gid,
                (system, stop) => SystemTool.RunAsync(system, stop, "groupmod", "--gid", Text(gid), name),
                new Effects().Sets(Accounts.GroupKey(name), have));
        }

        if (want.Members is not null || want.ExactMembers)
        {
            await PlanMembersAsync(want, plan, have, want.Members ?? [], cancel).ConfigureAwait(false);
        }
    }

    private static async ValueTask PlanMembersAsync(GroupResource want, Plan plan, GroupAccount have, IReadOnlyList<string> members, CancellationToken cancel)
    {
        var missing = members.Except(have.Members).ToList();
        var others = want.ExactMembers ? have.Members.Except(members).ToList() : [];
        if (missing.Count == 0 && others.Count == 0)
        {
            return;
        }

        foreach (var member in missing)
        {
            if (await plan.System.FindUserAsync(member, cancel).ConfigureAwait(false) is null)
            {
                throw Ownership.NoUser(member);
            }
        }

        var after = have.Members.Except(others).Concat(missing).ToList();
        plan.Change(
            "set members",
            string.Join(", ", have.Members),
            string.Join(", ", after),
            (system, stop) => SystemTool.RunAsync(system, stop, "gpasswd", "--members", string.Join(',', after), want.Group),
            new Effects().Sets(Accounts.GroupKey(want.Group), have with { Members = after }));
    }

    private static string Show(GroupAccount group) => group.Id == Accounts.UnknownId ? "a group" : string.Create(CultureInfo.InvariantCulture, $"gid {group.Id}");

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
