// Rolling: a new version on web servers behind a load balancer, a few at a time.
//
//   dotnet run --project examples/Rolling -- inventory --inventory examples/Rolling/inventory.yaml web
//   dotnet run --project examples/Rolling -- push --inventory examples/Rolling/inventory.yaml --plan
//   dotnet run --project examples/Rolling -- push --inventory examples/Rolling/inventory.yaml --set version=1.1
//   dotnet run --project examples/Rolling -- push --inventory examples/Rolling/inventory.yaml --set version=1.1 --limit @failed
//
// The hosts of inventory.yaml are made up: write your own there. The web servers need Debian with systemd and a program /opt/shop/migrate,
// the balancer HAProxy with a backend "shop", whose servers have the names of the inventory, and socat.
return await Cli.RunAsync<Rolling>(args);
