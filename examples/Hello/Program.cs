return await Cli.RunAsync<Hello>(args);
