using System.Text.RegularExpressions;

namespace BotGateway.OpenAI;

internal sealed partial class ServiceAddress(Uri root, string? apiVersion)
{
    private static readonly Uri OpenAI = new("https://api.openai.com/v1");

    public static ServiceAddress Of(OpenAIOptions settings)
    {
        if (!settings.IsAzure)
            return new(new Uri($"{(settings.Endpoint ?? OpenAI).AbsoluteUri.TrimEnd('/')}/"), null);

        var account = AccountOf(settings.Endpoint!);
        return string.IsNullOrEmpty(settings.ApiVersion)
            ? new(new Uri(account, "openai/v1/"), null)
            : new(new Uri(account, "openai/"), settings.ApiVersion);
    }

    /// <summary>Finds the account in whatever address of it the portals show: its own, the v1 API's, a deployment's ("target URI") or a project's.</summary>
    public static Uri AccountOf(Uri endpoint)
    {
        var path = BelowAccount().Replace(endpoint.AbsolutePath, "", 1);
        return new Uri($"{endpoint.GetLeftPart(UriPartial.Authority)}{path.TrimEnd('/')}/");
    }

    public Uri Resolve(string path) => new(root, apiVersion is null ? path : $"{path}{(path.Contains('?') ? '&' : '?')}api-version={apiVersion}");

    /// <summary>Dated versions name the model in the path, by its deployment; all others in the body.</summary>
    public Uri ResolveChat(string model) =>
        Resolve(apiVersion is null ? "chat/completions" : $"deployments/{Uri.EscapeDataString(model)}/chat/completions");

    // A gateway of the account's owner in front of it (API Management) may have a path of its own, which stays.
    [GeneratedRegex(@"(/api/projects/[^/]+)?(/openai(/(v1|deployments)(/.*)?)?)?/*\z")]
    private static partial Regex BelowAccount();
}
