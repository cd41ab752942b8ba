/// <summary>How logrotate keeps some logs small.</summary>
public sealed partial class LogrotateExample : Role
{
    public override void Define(Host host)
    {
        // Once a day, and before it is time if they grow beyond 100 MiB; two weeks of them are kept.
        host.Logrotate("opsmop-app").Paths("/var/log/opsmop-app/*.log").Daily().MaxSize("100M").Keep(14).Compress().DelayCompress().MissingOk().RotateEmpty(false)
            .CreateMode("0640").CreateOwner("root").CreateGroup("adm").SharedScripts().PostRotate($"pkill -HUP -x opsmop-app || true");

        // A program that cannot be told to open a new log.
        host.Logrotate("opsmop-old").Paths("/var/log/opsmop-old.log").Size("10M").Keep(3).CopyTruncate().MissingOk();
    }
}

/// <summary>Nothing rotates these logs. They stay, and grow.</summary>
public sealed partial class LogrotateGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Logrotate("opsmop-app").Absent();
        host.Logrotate("opsmop-old").Absent();
    }
}
