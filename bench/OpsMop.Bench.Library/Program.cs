return await Cli.RunAsync<Library>(args);
