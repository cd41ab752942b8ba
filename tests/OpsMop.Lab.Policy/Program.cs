using OpsMop;
using OpsMop.Lab.Scenarios;

return await Cli.RunAsync<LabPolicy>(args);
