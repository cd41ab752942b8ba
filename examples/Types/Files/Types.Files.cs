public sealed partial class Types
{
    private void AddFiles(Roles roles)
    {
        if (Runs("file"))
        {
            roles.Add<FileExample>(role => role.Folder = Folder / "file");
        }

        if (Runs("directory"))
        {
            roles.Add<DirectoryExample>(role => role.Folder = Folder / "directory");
        }

        if (Runs("link"))
        {
            roles.Add<LinkExample>(role => role.Folder = Folder / "link");
        }

        if (Runs("owns"))
        {
            roles.Add<OwnsExample>(role => role.Folder = Folder / "owns");
        }
    }
}
