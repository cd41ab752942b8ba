using OpsMop;
using OpsMop.CommandLine.Tests;

return await Cli.RunAsync<SamplePolicy>(args);
