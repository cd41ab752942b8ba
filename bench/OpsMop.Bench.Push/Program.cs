using OpsMop;
using OpsMop.Bench.Push;

return await Cli.RunAsync<TenFilesEach>(args);
