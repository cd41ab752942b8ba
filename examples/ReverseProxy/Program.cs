// A web shop: nginx answers on the ports of the web, and hands requests to two application servers on the same host.
//
//   dotnet run --project examples/ReverseProxy -- plan                                        # as anybody, changes nothing
//   sudo dotnet run --project examples/ReverseProxy -- apply
//   curl --insecure --resolve shop.example:443:127.0.0.1 https://shop.example/
//
//   sudo dotnet run --project examples/ReverseProxy -- apply --set ports=[8101,8102,8103]     # one more server
//   sudo dotnet run --project examples/ReverseProxy -- apply --set front.max-body=lots        # nginx refuses it: nothing is changed, nothing is reloaded
//
// It needs a Debian with systemd. What each role does, and why in that order, stands in its file.

[assembly: TemplateDefaults(TrimBlocks = true, LstripBlocks = true)]

return await Cli.RunAsync<Shop>(args);
