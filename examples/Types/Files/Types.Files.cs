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

        if (Runs("line"))
        {
            roles.Add<LineExample>(role => role.Folder = Folder / "line");
        }

        if (Asked("line-gone"))
        {
            roles.Add<LineGoneExample>(role => role.Folder = Folder / "line");
        }

        if (Runs("block"))
        {
            roles.Add<BlockExample>(role => role.Folder = Folder / "block");
        }

        if (Asked("block-gone"))
        {
            roles.Add<BlockGoneExample>(role => role.Folder = Folder / "block");
        }

        if (Runs("replace"))
        {
            roles.Add<ReplaceExample>(role => role.Folder = Folder / "replace");
        }

        if (Runs("ini"))
        {
            roles.Add<IniExample>(role => role.Folder = Folder / "ini");
        }

        if (Asked("ini-gone"))
        {
            roles.Add<IniGoneExample>(role => role.Folder = Folder / "ini");
        }

        if (Runs("ini-section"))
        {
            roles.Add<IniSectionExample>(role => role.Folder = Folder / "ini-section");
        }

        if (Asked("ini-section-gone"))
        {
            roles.Add<IniSectionGoneExample>(role => role.Folder = Folder / "ini-section");
        }

        if (Runs("json"))
        {
            roles.Add<JsonExample>(role => role.Folder = Folder / "json");
        }

        if (Asked("json-gone"))
        {
            roles.Add<JsonGoneExample>(role => role.Folder = Folder / "json");
        }

        if (Runs("yaml"))
        {
            roles.Add<YamlExample>(role => role.Folder = Folder / "yaml");
        }

        if (Asked("yaml-gone"))
        {
            roles.Add<YamlGoneExample>(role => role.Folder = Folder / "yaml");
        }

        if (Runs("tree"))
        {
            roles.Add<TreeExample>(role => role.Folder = Folder / "tree");
        }

        if (Runs("archive"))
        {
            roles.Add<ArchiveExample>(role => role.Folder = Folder / "archive");
        }

        if (Asked("archive-gone"))
        {
            roles.Add<ArchiveGoneExample>(role => role.Folder = Folder / "archive");
        }

        if (Asked("archive-xz"))
        {
            roles.Add<ArchiveXzExample>(role => role.Folder = Folder / "archive-xz");
        }

        if (Asked("download"))
        {
            roles.Add<DownloadExample>(role => role.Folder = Folder / "download");
        }

        if (Asked("download-gone"))
        {
            roles.Add<DownloadGoneExample>(role => role.Folder = Folder / "download");
        }

        if (Asked("acl"))
        {
            roles.Add<AclExample>(role => role.Folder = Folder / "acl");
        }

        if (Asked("acl-gone"))
        {
            roles.Add<AclGoneExample>(role => role.Folder = Folder / "acl");
        }
    }
}
