// What every server gets before it gets a purpose: who may log in and how, what the kernel allows, updates by themselves, and a look at itself every night.
//
//   dotnet run --project examples/HardenedBase -- plan                                                # as anybody, changes nothing
//   sudo dotnet run --project examples/HardenedBase -- apply --set @people.yaml
//   sudo dotnet run --project examples/HardenedBase -- apply --set secure-shell.ciphers=[rot13]       # sshd refuses it: nothing is changed, nothing is reloaded
//
// people.yaml, with real keys:
//
//   people:
//     everybody:
//       - login: ann
//         admin: true
//         keys: ["ssh-ed25519 AAAA… ann@laptop"]
//       - login: bob
//         keys: ["ssh-ed25519 AAAA… bob@desk"]
//
// It needs a Debian with systemd. Keep a session open when you try it on a host that you can only reach by ssh.

[assembly: TemplateDefaults(TrimBlocks = true, LstripBlocks = true)]

return await Cli.RunAsync<Base>(args);
