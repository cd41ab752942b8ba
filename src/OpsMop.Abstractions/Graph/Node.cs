namespace OpsMop;

/// <summary>A place in the graph of a host.</summary>
internal abstract class Node
{
    /// <summary>The block that it stands in; <see langword="null"/> for the root.</summary>
    public Block? Parent { get; set; }

    /// <summary>The names of the roles around it, outermost first: <c>web/nginx</c>.</summary>
    public string RolePath
    {
        get
        {
            var path = "";
            for (Node? above = this; above is not null; above = above.Parent)
            {
                if (above is Block { Role: { } role })
                {
                    path = path.Length == 0 ? role.RoleName : $"{role.RoleName}/{path}";
                }
            }

            return path;
        }
    }
}
