using OpsMop.Parsing;

namespace OpsMop;

/// <summary>Renders the template of a file. What it includes is looked for as it is: among the files that travel with the role.</summary>
internal static class FileTemplate
{
    /// <summary>The content that a file's template gives.</summary>
    /// <param name="want">The file.</param>
    /// <param name="plan">Where its sources are.</param>
    /// <param name="cancel">Stops the rendering.</param>
    /// <exception cref="ProviderException">The template is not there, is none, or cannot be rendered with these values.</exception>
    public static async ValueTask<FileContent?> RenderAsync(FileResource want, Plan plan, CancellationToken cancel)
    {
        string path = want.Template!.Value.Value;
        var loader = new PlanTemplateLoader(plan);
        TemplateOptions options = want.Options ?? TemplateOptions.Default;
        Text? text = null;
        while (text is null)
        {
            try
            {
                text = Template.Parse(loader.Read(path), options with { Name = path, Loader = options.Loader ?? loader }).Render(want.Values!, cancel);
            }
            catch (TemplateNotHereException elsewhere)
            {
                // What a template includes shows only as it is rendered: what lies on the controller is brought over, and the rendering begins anew.
                await loader.LoadAsync(elsewhere.Path, cancel).ConfigureAwait(false);
            }
            catch (TemplateException fault)
            {
                throw new ProviderException(fault.Message, fault);
            }
            catch (IOException fault)
            {
                throw new ProviderException($"The template {path} cannot be read: {fault.Message}", fault);
            }
        }

        if (text.Error is { } error)
        {
            throw new ProviderException($"A value of the template {path} is invalid: {error}");
        }

        // What validation says of .Content(…): what a template renders is known only here.
        return text.IsSecret && want.Mode is { IsGiven: true, IsWorldReadable: true } mode
            ? throw new ProviderException(SecretFaults.Readable($"What {path} renders", mode.ToString()))
            : loader.HasReadSecret ? FileContent.FromBytes(text.ToUtf8Bytes(), secret: true) : FileContent.FromText(text);
    }
}
