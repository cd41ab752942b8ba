/// <summary>Examples of all types of resources: what makes something is named after its type, and what takes that away ends with <c>-gone</c>.</summary>
public sealed partial class Types : Policy
{
    private readonly List<string> _names = [];

    /// <summary>Where everything is written that has a place of its own choice.</summary>
    public AbsolutePath Folder { get; set; } = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), "opsmop-types");

    /// <summary>The one example to run, such as <c>file</c> or <c>user-gone</c>. Where it is empty, all that need no root and take nothing away.</summary>
    public string Example { get; set; } = "";

    public override void Compose(Roles roles)
    {
        AddFiles(roles);
        AddCommands(roles);
        AddSoftware(roles);
        AddServices(roles);
        AddAccounts(roles);
        AddSystem(roles);
        AddTalk(roles);
        if (Example.Length > 0 && !_names.Contains(Example))
        {
            throw new ArgumentException($"There is no example '{Example}'. There are: {string.Join(", ", _names.Order())}.");
        }
    }

    /// <summary>Whether an example is to run that anybody may run anywhere.</summary>
    private bool Runs(string name) => Asked(name) || Example.Length == 0;

    /// <summary>Whether an example is to run that needs root, changes the machine or takes something away.</summary>
    private bool Asked(string name)
    {
        _names.Add(name);
        return name == Example;
    }
}
