/// <summary>What a regular expression matches in a text file is replaced.</summary>
public sealed partial class ReplaceExample : Role
{
    /// <summary>Where everything is written.</summary>
    public AbsolutePath Folder { get; set; }

    public override void Define(Host host)
    {
        host.Directory(Folder).Mode("0755").Parents();
        var conf = Folder / "opsmop-app.conf";
        host.File(conf).Content("url=http://old.example/a\n[mirror]\nurl=http://old.example/b\ncache=1\n").Mode("0644").Overwrite(false);

        // Wherever it matches; $1 is what the first group matched.
        host.Replace(conf, @"http://old\.example/(\w+)").With("https://new.example/$1");

        // Only in a part of the file.
        host.Replace(conf, "^cache=1$").With("cache=2").StartingAfter(@"^\[mirror\]$");
    }
}
