public sealed partial class Types
{
    private void AddAccounts(Roles roles)
    {
        if (Asked("user"))
        {
            roles.Add<UserExample>();
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
    }
}
