public sealed partial class Types
{
    private void AddServices(Roles roles)
    {
        if (Asked("service"))
        {
            roles.Add<ServiceExample>();
        }

        if (Asked("systemd-unit"))
        {
            roles.Add<SystemdUnitExample>();
        }

        if (Asked("systemd-unit-gone"))
        {
            roles.Add<SystemdUnitGoneExample>();
        }

        if (Asked("cron"))
        {
            roles.Add<CronExample>();
        }

        if (Asked("cron-gone"))
        {
            roles.Add<CronGoneExample>();
        }

        if (Asked("service-script"))
        {
            roles.Add<ServiceScriptExample>();
        }

        if (Asked("service-script-gone"))
        {
            roles.Add<ServiceScriptGoneExample>();
        }

        if (Asked("logrotate"))
        {
            roles.Add<LogrotateExample>();
        }

        if (Asked("logrotate-gone"))
        {
            roles.Add<LogrotateGoneExample>();
        }

        if (Asked("supervisor-program"))
        {
            roles.Add<SupervisorProgramExample>();
        }

        if (Asked("supervisor-program-gone"))
        {
            roles.Add<SupervisorProgramGoneExample>();
        }
    }
}
