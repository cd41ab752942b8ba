public sealed partial class Database : Role
{
    public override void Define(Host host)
    {
        var data = host.Directory("/srv/db").Owner("postgres").Mode("0700");
        var user = host.User("postgres").System().Home("/srv/db").After(data);
        var conf = host.File("/srv/db/postgresql.conf").Content("port = 5432\n").Mode("0600").After(data);
        data.After(user);

        var service = host.Service("postgresql").Running().Enabled().RestartOn(conf);
        conf.WhenChanged(service);
    }
}
