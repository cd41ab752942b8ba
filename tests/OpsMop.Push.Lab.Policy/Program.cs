using OpsMop;
using OpsMop.Push.Lab.Policies;

return await Cli.RunAsync<PushLabPolicy>(args);
