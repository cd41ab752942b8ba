return await Cli.RunAsync<ManyFiles>(args);
