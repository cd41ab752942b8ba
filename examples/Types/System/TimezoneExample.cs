/// <summary>The time zone of the host.</summary>
public sealed partial class TimezoneExample : Role
{
    public override void Define(Host host) => host.Timezone("Pacific/Chatham");
}
