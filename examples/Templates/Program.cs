// Templates: Jinja2's language, compiled with the policy. A wrong name in a template is an error of the build, at its line and column.
//
//   (umask 077; printf 'correct horse' > /tmp/password)
//   dotnet run --project examples/Templates -- plan  --set password-file=/tmp/password     # shows what the templates write, *** for the password
//   dotnet run --project examples/Templates -- apply --set password-file=/tmp/password
//   dotnet run --project examples/Templates -- apply --set password-file=/tmp/password --set 'site.upstreams=[{name: api, servers: [{host: 10.0.0.9}]}]'
//
// Write {{ domian }} into templates/site.conf.j2 and build: the compiler knows better.
//
// It writes below ~/opsmop-templates; --set folder=/some/where writes elsewhere.

// As Ansible reads templates; without this line as Jinja2 does by default.
[assembly: TemplateDefaults(TrimBlocks = true, LstripBlocks = true)]

return await Cli.RunAsync<TemplatesExample>(args);
