// The base class stands in one part only, the variables in another, and all of it in a generic class.
public static partial class Platform<T>
    where T : class
{
    public sealed partial class Agent
    {
        public string Channel { get; set; } = "stable";
    }

    public sealed partial class Agent : Role
    {
        public override void Define(Host host) => host.Echo($"{nameof(T)} follows {Channel}.");
    }

    internal partial interface IOuter
    {
        public partial record struct Inner
        {
            public sealed partial class Deep : Procedure
            {
                public override async Task RunAsync(Session host) => await host.Echo("deep");
            }
        }
    }
}
