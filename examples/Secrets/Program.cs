// Secrets, text and commands: what must not be seen is not seen, and what is data never becomes syntax.
//
//   (umask 077; printf 'correct horse' > /tmp/password)
//   dotnet run --project examples/Secrets -- plan  --set password-file=/tmp/password      # the diff shows ***
//   dotnet run --project examples/Secrets -- apply --set password-file=/tmp/password      # the file holds the password
//
// It writes below ~/opsmop-secrets; --set folder=/some/where writes elsewhere.
return await Cli.RunAsync<SecretsExample>(args);
