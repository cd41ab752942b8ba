/// <summary>Lines in twenty files.</summary>
public sealed partial class Lines : Role
{
    public int Count { get; set; }

    public override void Define(Host host)
    {
        for (var file = 1; file <= 20; file++)
        {
            for (var line = 1; line <= Count; line++)
            {
                host.Line($"/etc/bench/{file}.conf", $"key{line} = value").Matching($"^key{line} =");
            }
        }
    }
}
