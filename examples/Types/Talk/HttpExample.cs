/// <summary>Requests to a server. Those that only ask are no change; the others are not sent where another address tells that they are not needed.</summary>
public sealed partial class HttpExample : Role
{
    /// <summary>Where the server is.</summary>
    public string Server { get; set; } = "http://127.0.0.1:4998";

    public override void Define(Host host)
    {
        // It must answer, and with this: the server may be slow to start.
        host.Http($"{Server}/state").Json("state", "up").Retry(10, "500ms");

        // Made once: what is there already is not sent again. Headers and body may be secret.
        host.Http($"{Server}/items").Body("{\"name\":\"opsmop\"}").Headers("X-Requested-By", "opsmop").Status(201).UnlessUrl($"{Server}/items/opsmop");
    }
}
