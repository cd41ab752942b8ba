/// <summary>A service where the service manager is not systemd. Only what starts it differs: to enable and start it is the same everywhere.</summary>
public sealed partial class ServiceScriptExample : Role
{
    public override void Define(Host host)
    {
        switch (host.Platform.ServiceManager)
        {
            case "runit":
                host.Directory("/etc/sv/opsmop-script").Mode("0755");
                host.File("/etc/sv/opsmop-script/run").Mode("0755").Content("""
                    #!/bin/sh
                    exec sleep 100000

                    """);
                break;
            case "openrc":
                host.File("/etc/init.d/opsmop-script").Mode("0755").Content("""
                    #!/sbin/openrc-run
                    command=/bin/sleep
                    command_args=100000
                    command_background=true
                    pidfile=/run/opsmop-script.pid

                    """);
                break;
            case "sysvinit":
                host.File("/etc/init.d/opsmop-script").Mode("0755").Content("""
                    #!/bin/sh
                    ### BEGIN INIT INFO
                    # Provides:          opsmop-script
                    # Required-Start:    $remote_fs
                    # Required-Stop:     $remote_fs
                    # Default-Start:     2 3 4 5
                    # Default-Stop:      0 1 6
                    # Short-Description: An example of OpsMop
                    ### END INIT INFO
                    . /lib/lsb/init-functions
                    pid=/run/opsmop-script.pid
                    case "$1" in
                        start) start-stop-daemon --start --background --make-pidfile --pidfile $pid --exec /bin/sleep -- 100000 ;;
                        stop) start-stop-daemon --stop --oknodo --remove-pidfile --pidfile $pid ;;
                        restart | force-reload) "$0" stop && "$0" start ;;
                        status) status_of_proc -p $pid /bin/sleep opsmop-script ;;
                        *) echo "Usage: $0 {start|stop|restart|force-reload|status}" && exit 2 ;;
                    esac

                    """);
                break;
        }

        host.Service("opsmop-script").Running().Enabled();
    }
}

/// <summary>No such service.</summary>
public sealed partial class ServiceScriptGoneExample : Role
{
    public override void Define(Host host)
    {
        host.Service("opsmop-script").Stopped().Enabled(false);
        host.File("/etc/init.d/opsmop-script").Absent();
        host.Directory("/etc/sv/opsmop-script").Absent();
    }
}
