public sealed partial class Types
{
    /// <summary>The file with the password that the example of users sets, with mode 0600: <c>--set password-file=/run/password</c>.</summary>
    public string PasswordFile { get; set; } = "";

    private void AddAccounts(Roles roles)
    {
        if (Asked("user"))
        {
            roles.Add<UserExample>(user => user.Password = PasswordFile.Length > 0 ? Secret.FromFile(PasswordFile) : null);
        }

        if (Asked("user-gone"))
        {
            roles.Add<UserGoneExample>();
        }

        if (Asked("group"))
        {
            roles.Add<GroupExample>();
        }

        if (Asked("group-gone"))
        {
            roles.Add<GroupGoneExample>();
        }

        if (Asked("authorized-key"))
        {
            roles.Add<AuthorizedKeyExample>();
        }

        if (Asked("authorized-key-gone"))
        {
            roles.Add<AuthorizedKeyGoneExample>();
        }

        if (Asked("authorized-keys"))
        {
            roles.Add<AuthorizedKeysExample>();
        }

        if (Asked("authorized-keys-gone"))
        {
            roles.Add<AuthorizedKeysGoneExample>();
        }

        if (Asked("known-host"))
        {
            roles.Add<KnownHostExample>();
        }

        if (Asked("known-host-gone"))
        {
            roles.Add<KnownHostGoneExample>();
        }

        if (Asked("sudo-rule"))
        {
            roles.Add<SudoRuleExample>();
        }

        if (Asked("sudo-rule-gone"))
        {
            roles.Add<SudoRuleGoneExample>();
        }
    }
}
