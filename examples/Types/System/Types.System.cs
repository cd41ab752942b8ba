public sealed partial class Types
{
    private void AddSystem(Roles roles)
    {
        if (Asked("sysctl"))
        {
            roles.Add<SysctlExample>();
        }

        if (Asked("sysctl-gone"))
        {
            roles.Add<SysctlGoneExample>();
        }

        if (Asked("mount"))
        {
            roles.Add<MountExample>();
        }

        if (Asked("mount-gone"))
        {
            roles.Add<MountGoneExample>();
        }

        if (Asked("swap"))
        {
            roles.Add<SwapExample>();
        }

        if (Asked("swap-gone"))
        {
            roles.Add<SwapGoneExample>();
        }

        if (Asked("kernel-module"))
        {
            roles.Add<KernelModuleExample>();
        }

        if (Asked("kernel-module-gone"))
        {
            roles.Add<KernelModuleGoneExample>();
        }

        if (Asked("reboot"))
        {
            roles.Add<RebootExample>();
        }

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
