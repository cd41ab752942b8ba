using System.Text;
using OpsMop.Testing;

namespace OpsMop.Resources.Tests;

public sealed class SupervisorProgramProviderTests
{
    private const string File = "/etc/supervisor/conf.d/worker.conf";

    private readonly MemorySystem _system = new MemorySystem().WithDirectory("/etc/supervisor/conf.d");
    private readonly Bench _bench;
    private string? _state;
    private string _reread = "worker: changed\n";

    public SupervisorProgramProviderTests()
    {
        UnitStart.Grace = TimeSpan.FromMilliseconds(1);
        _bench = new Bench(_system);
        _system.WithProcess("supervisorctl *", request => Answer(request.Arguments));
    }

    [Fact]
    public async Task A_program_is_written_read_and_runs()
    {
        var queue = "a b";
        Assert.Equal(
            [$"create: {File} 0644 root:root", "update: unknown → running"],
            await _bench.ConvergeAsync(host => host.SupervisorProgram("worker").Command($"/opt/worker --queue {queue} --at 50%").Directory("/opt").User("app").AutoRestart(SupervisorRestart.Always)
                .Processes(2).Priority(5).Environment("B", "x,y").Environment("A", "1").OutputLog("/var/log/worker.log").JoinErrors().StopSignal("INT").StopTime("1m").Running()));
        Assert.Equal(
            """
            [program:worker]
            command=/opt/worker --queue 'a b' --at 50%%
            directory=/opt
            user=app
            autorestart=true
            numprocs=2
            process_name=%(program_name)s_%(process_num)02d
            priority=5
            environment=A="1",B="x,y"
            stdout_logfile=/var/log/worker.log
            redirect_stderr=true
            stopsignal=INT
            stopwaitsecs=60

            """,
            Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span));
        Assert.Equal(["stop: running → stopped"], await _bench.ConvergeAsync(host => host.SupervisorProgram("worker").Command($"/opt/worker --queue {queue} --at 50%").Directory("/opt").User("app")
            .AutoRestart(SupervisorRestart.Always).Processes(2).Priority(5).Environment("B", "x,y").Environment("A", "1").OutputLog("/var/log/worker.log").JoinErrors().StopSignal("INT").StopTime("1m").Stopped()));
    }

    [Fact]
    public async Task An_absent_program_is_stopped_and_forgotten()
    {
        _state = "RUNNING";
        _system.WithFile(File, "[program:worker]\n");
        Assert.Equal(["delete: a file, 17 bytes →", "update: running → unknown"], await _bench.ConvergeAsync(host => host.SupervisorProgram("worker").Absent()));
    }

    [Fact]
    public async Task What_supervisor_cannot_read_is_taken_back()
    {
        _state = "RUNNING";
        _system.WithFile(File, "[program:worker]\ncommand=/old\n");
        _reread = "ERROR: CANT_REREAD: Invalid user name no in section 'program:worker' (file: '/etc/supervisor/conf.d/worker.conf')\n";
        Assert.Contains("which has been taken back:\nERROR: CANT_REREAD: Invalid user name no", await _bench.FailureAsync(host => host.SupervisorProgram("worker").Command($"/new").User("no")));
        Assert.Equal("[program:worker]\ncommand=/old\n", Encoding.UTF8.GetString((await _system.ReadAsync(File)).Span));
    }

    [Fact]
    public async Task A_program_that_does_not_stay_up_is_a_failure()
    {
        _system.WithProcess("supervisorctl update *", _ =>
        {
            _state = "FATAL";
            return ProcessResult.Success;
        });
        Assert.StartsWith("worker was started and does not stay up: exit code 3.", await _bench.FailureAsync(host => host.SupervisorProgram("worker").Command($"/opt/worker").Running()));
    }

    [Fact]
    public async Task What_is_missing_is_named()
    {
        Assert.Contains("host.Package(\"supervisor\")", await new Bench(new MemorySystem().WithProcess("*", new ProcessResult(127, "", ""))).FailureAsync(host => host.SupervisorProgram("x").Command($"/x")));
        _system.WithProcess("supervisorctl *", new ProcessResult(4, "unix:///var/run/supervisor.sock no such file\n", ""));
        Assert.Contains("host.Service(\"supervisor\").Running()", await _bench.FailureAsync(host => host.SupervisorProgram("x").Command($"/x").Running()));
    }

    [Fact]
    public void What_supervisor_cannot_hold_is_reported()
    {
        var argument = "a ;b";
        Assert.Contains("takes for a comment", Assert.Single(_bench.Validate(host => host.SupervisorProgram("x").Command($"/x {argument}"))));
        Assert.Contains("double quote", Assert.Single(_bench.Validate(host => host.SupervisorProgram("x").Command($"/x").Environment("A", "\""))));
        Assert.Contains("Command is required", Assert.Single(_bench.Validate(host => host.SupervisorProgram("x").Running())));
        Assert.Contains("Use .Restarted()", Assert.Single(_bench.Validate(host => host.SupervisorProgram("x").Command($"/x").Reloaded())));
    }

    private ProcessResult Answer(IReadOnlyList<string> arguments)
    {
        switch (arguments[1])
        {
            case "status":
                return _state is null ? new ProcessResult(4, "worker: ERROR (no such group)\n", "") : new ProcessResult(_state == "RUNNING" ? 0 : 3, $"worker                           {_state}   pid 164, uptime 0:00:01\n", "");
            case "reread":
                return new ProcessResult(0, _reread, "");
            case "update":
                _state = _system.StatAsync(File).Result is null ? null : "RUNNING";
                break;
            case "start" or "restart":
                _state = "RUNNING";
                break;
            case "stop":
                _state = "STOPPED";
                break;
        }

        return ProcessResult.Success;
    }
}
