public sealed partial class Types
{
    private void AddCommands(Roles roles)
    {
        if (Runs("command"))
        {
            roles.Add<CommandExample>(role => role.Folder = Folder / "command");
        }

        if (Runs("shell"))
        {
            roles.Add<ShellExample>(role => role.Folder = Folder / "shell");
        }
    }
}
