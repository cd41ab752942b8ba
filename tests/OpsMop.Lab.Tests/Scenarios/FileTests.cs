namespace OpsMop.Lab.Tests.Scenarios;

public sealed class FileTests(LabFixture fixture) : ScenarioTests(fixture)
{
    public override async Task DisposeAsync()
    {
        if (LabRequirements.Missing is null)
        {
            await Host.RunAsync("umount /srv/bound /srv/small; rm -rf /srv/bound /srv/behind /srv/small; if rm /etc/ssh/sshd_config.d/*-opsmop.conf; then systemctl reload ssh; fi; true");
            await SshdAnswersAsync();
        }
    }

    [LabFact]
    public async Task A_file_that_is_a_mount_point_is_written_where_it_is()
    {
        await AskAsync("echo old > /srv/behind; touch /srv/bound; mount --bind /srv/behind /srv/bound");

        (await PlanAsync("one-file", "oneFile.path=/srv/bound", "oneFile.content=new")).Expect(2, changed: 1);
        (await ApplyAsync("one-file", "oneFile.path=/srv/bound", "oneFile.content=new")).Expect(0, changed: 1);

        Assert.Equal("new new", await AskAsync("echo $(cat /srv/bound /srv/behind)"));
        await AskAsync("mountpoint -q /srv/bound");
        (await ApplyAsync("one-file", "oneFile.path=/srv/bound", "oneFile.content=new")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_full_disk_is_told_and_the_old_content_stays()
    {
        await AskAsync("mkdir /srv/small; mount -t tmpfs -o size=64k tmpfs /srv/small; echo old > /srv/small/file");

        (await ApplyAsync("one-file", "oneFile.path=/srv/small/file", "oneFile.content=0123456789", "oneFile.times=20000")).Expect(1, changed: 0, failed: 1).Says("/srv/small/file", "the file system is full");

        Assert.Equal("old\nfile", await AskAsync("cat /srv/small/file; ls -A /srv/small"));
    }

    [LabFact]
    public async Task A_set_of_files_that_sshd_accepts_is_put_in_place()
    {
        (await PlanAsync("sshd")).Expect(2, changed: 3).Says("reload: active → active");
        (await ApplyAsync("sshd")).Says("reload sshd");

        await SshdAnswersAsync();
        Assert.Equal("banner /etc/opsmop-banner\nmaxauthtries 4", await AskAsync("/usr/sbin/sshd -T | grep -E '^(banner|maxauthtries)' | sort"));
        (await ApplyAsync("sshd")).Expect(0, changed: 0);
    }

    [LabFact]
    public async Task A_set_that_sshd_refuses_leaves_the_configuration_as_it_was()
    {
        string before = await AskAsync("ls -lA --time-style=full-iso /etc/ssh/sshd_config.d; mount | wc -l");

        (await ApplyAsync("sshd", "sshd.line=MaxAuthTrys 4")).Expect(1, changed: 0, failed: 2).Says("sshd -t", "refused the new files", "Bad configuration option: MaxAuthTrys", "20-opsmop.conf").NeverSays("reload sshd");
        Assert.Equal(before, await AskAsync("ls -lA --time-style=full-iso /etc/ssh/sshd_config.d; mount | wc -l"));

        // The same where there are good files already.
        (await ApplyAsync("sshd")).Says("reload sshd");
        await SshdAnswersAsync();
        before = await AskAsync("cat /etc/ssh/sshd_config.d/*; ls -lA --time-style=full-iso /etc/ssh/sshd_config.d");
        (await ApplyAsync("sshd", "sshd.line=MaxAuthTrys 4", "sshd.banner=none")).Expect(1, changed: 0, failed: 2);
        Assert.Equal(before, await AskAsync("cat /etc/ssh/sshd_config.d/*; ls -lA --time-style=full-iso /etc/ssh/sshd_config.d"));
        await AskAsync("/usr/sbin/sshd -t");
    }

    // sshd executes itself anew when it is reloaded, and does not listen meanwhile.
    private async Task SshdAnswersAsync()
    {
        for (int i = 0; i < 100 && (await Host.RunAsync("true")).ExitCode == 255; i++)
        {
            await Task.Delay(100);
        }
    }
}
