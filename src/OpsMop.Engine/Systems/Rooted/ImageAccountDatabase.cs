using System.Globalization;
using System.Text;

namespace OpsMop.Engine.Systems;

/// <summary>The accounts of an image: its own files, read through its root. The name services of this machine have no say in it.</summary>
internal sealed class ImageAccountDatabase(PathResolver paths) : AccountDatabase
{
    private List<UserAccount>? _users;
    private List<GroupAccount>? _groups;

    internal override void Forget()
    {
        _users = null;
        _groups = null;
        base.Forget();
    }

    internal override UserAccount? LookUpUser(string name) => Users().Find(user => user.Name == name);

    internal override UserAccount? LookUpUser(uint id) => Users().Find(user => user.Id == id);

    internal override GroupAccount? LookUpGroup(string name) => Groups().Find(group => group.Name == name);

    internal override GroupAccount? LookUpGroup(uint id) => Groups().Find(group => group.Id == id);

    /// <summary>The groups that a user is a member of, the primary one included.</summary>
    internal IEnumerable<uint> GroupsOf(UserAccount user) =>
        Groups().Where(group => group.Members.Contains(user.Name)).Select(group => group.Id).Prepend(user.GroupId).Distinct();

    private List<UserAccount> Users() => _users ??= Parse("/etc/passwd", 7, field =>
        Number(field[2]) is { } id && Number(field[3]) is { } group ? new UserAccount(field[0], id, group, field[4], field[5], field[6]) : null);

    private List<GroupAccount> Groups() => _groups ??= Parse("/etc/group", 4, field =>
        Number(field[2]) is { } id ? new GroupAccount(field[0], id, field[3].Split(',', StringSplitOptions.RemoveEmptyEntries)) : null);

    // An image that has no such file yet has no accounts yet. A line that is not one, such as the "+" of NIS, is passed over.
    private List<T> Parse<T>(string path, int fields, Func<string[], T?> make)
        where T : class
    {
        var bytes = FileOperations.ReadBytes(paths, path, out var error);
        if (error is not (0 or -Errno.NoEntry or -Errno.NotDirectory))
        {
            throw Faults.Of(error, "read the accounts in", path);
        }

        var accounts = new List<T>();
        foreach (var line in Encoding.UTF8.GetString(bytes).Split('\n'))
        {
            var field = line.Split(':');
            if (field.Length >= fields && field[0].Length > 0 && !field[0].StartsWith('#') && make(field) is { } account)
            {
                accounts.Add(account);
            }
        }

        return accounts;
    }

    private static uint? Number(string text) => uint.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
