using System.Text.Json;

namespace OpsMop.Templates.Bench;

/// <summary>The interpreter.</summary>
internal static class Interpreted
{
    public static (Func<string> Nginx, Func<string> Small) Load(string folder, JsonElement values)
    {
        var options = new TemplateOptions { TrimBlocks = true, LstripBlocks = true };
        var nginx = Template.Load(Path.Combine(folder, "nginx.conf.j2"), options);
        var small = Template.Load(Path.Combine(folder, "small.j2"), options);
        var forNginx = TemplateValues.FromJson(values.GetProperty("nginx"));
        var forSmall = TemplateValues.FromJson(values.GetProperty("small"));
        return (() => nginx.RenderString(forNginx), () => small.RenderString(forSmall));
    }
}
