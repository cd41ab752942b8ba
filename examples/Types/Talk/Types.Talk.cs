public sealed partial class Types
{
    private void AddTalk(Roles roles)
    {
        if (Runs("echo"))
        {
            roles.Add<EchoExample>();
        }

        if (Runs("assert"))
        {
            roles.Add<AssertExample>();
        }

        if (Runs("fail"))
        {
            roles.Add<FailExample>();
        }

        if (Runs("debug-facts"))
        {
            roles.Add<DebugFactsExample>();
        }

        if (Runs("pause"))
        {
            roles.Add<PauseExample>();
        }

        if (Runs("wait-for"))
        {
            roles.Add<WaitForExample>();
        }

        if (Asked("http"))
        {
            roles.Add<HttpExample>();
        }

        if (Runs("fetch"))
        {
            roles.Add<FetchExample>(role => role.Folder = Folder / "fetch");
        }
    }
}
