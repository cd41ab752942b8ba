public sealed partial class Types
{
    private void AddSystem(Roles roles)
    {
        if (Asked("hostname"))
        {
            roles.Add<HostnameExample>();
        }

        if (Asked("hosts-entry"))
        {
            roles.Add<HostsEntryExample>();
        }

        if (Asked("hosts-entry-gone"))
        {
            roles.Add<HostsEntryGoneExample>();
        }

        if (Asked("timezone"))
        {
            roles.Add<TimezoneExample>();
        }

        if (Asked("limits"))
        {
            roles.Add<LimitsExample>();
        }

        if (Asked("limits-gone"))
        {
            roles.Add<LimitsGoneExample>();
        }
    }
}
