using System.ComponentModel.DataAnnotations;
using System.Globalization;
using Azure.Core;

namespace BotGateway.OpenAI;

/// <summary>The settings <c>OpenAI__*</c>.</summary>
internal sealed class OpenAIOptions
{
    public const string Section = "OpenAI";

    /// <summary><c>azure</c> for an Azure OpenAI account (the default), <c>openai</c> for the OpenAI service itself.</summary>
    public string Provider { get; set; } = "azure";

    /// <summary>The service's address: of the Azure account (required), or of the OpenAI service (default <c>https://api.openai.com/v1</c>).</summary>
    public Uri? Endpoint { get; set; }

    /// <summary>The service's key. Required for <c>openai</c>; on Azure the app's identity is used where there is none.</summary>
    public string? ApiKey { get; set; }

    /// <summary>The dated version of Azure's REST API to ask for, for accounts that need one (<c>YYYY-MM-DD</c>, <c>YYYY-MM-DD-preview</c>); empty: v1.</summary>
    public string? ApiVersion { get; set; }

    /// <summary>The base models that every client may train and use, separated by commas; the first is trained where a client names none.</summary>
    public string BaseModels { get; set; } = "gpt-4.1-mini";

    /// <summary>
    /// Other names that clients may send for models, <c>name=deployment</c> separated by commas. A client that may use the deployment may use it by this name.
    /// </summary>
    public string ModelAliases { get; set; } = "";

    /// <summary>Whether the gateway deploys the models that it has trained (Azure only). A deployment costs by the hour. Default: no.</summary>
    public bool AutoDeploy { get; set; }

    /// <summary>
    /// The account's resource id (<c>/subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/…</c>), under which models are
    /// deployed. Required with <see cref="AutoDeploy"/>.
    /// </summary>
    public string? AccountId { get; set; }

    /// <summary>How many thousands of tokens a deployment of a trained model may take in a minute, longest answers included. The account's quota bounds it.</summary>
    [Range(1, 100_000)]
    public int DeploymentCapacity { get; set; } = 50;

    /// <summary>The kind of deployment that trained models get: <c>Standard</c>, <c>GlobalStandard</c> or <c>DeveloperTier</c>, say.</summary>
    public string DeploymentSku { get; set; } = "Standard";

    /// <summary>After how many hours without an answer a deployment is removed until the next message; 0: never.</summary>
    [Range(0, 8_760)]
    public int IdleUndeployHours { get; set; }

    /// <summary>When the service retires models, for clients to see: <c>name=YYYY-MM-DD</c> separated by commas; a name that ends with * stands for all that begin so.</summary>
    public string RetirementDates { get; set; } = "";

    /// <summary>Whether an Azure OpenAI account serves the models.</summary>
    public bool IsAzure => Provider == "azure";

    public IEnumerable<string> Validate()
    {
        if (Provider is not ("azure" or "openai"))
            yield return "Setting 'OpenAI__Provider' must be 'azure' or 'openai'.";
        if (IsAzure && Endpoint is null)
            yield return "Setting 'OpenAI__Endpoint' is missing: the account's address, for instance https://contoso.openai.azure.com.";
        // Key and texts go there; http will do only where they do not leave the machine.
        if (Endpoint is not (null or { IsAbsoluteUri: true, Scheme: "https" } or { IsAbsoluteUri: true, Scheme: "http", IsLoopback: true }))
            yield return "Setting 'OpenAI__Endpoint' must be an https address, for instance https://contoso.openai.azure.com.";
        if (!string.IsNullOrEmpty(ApiVersion) && !IsVersion(ApiVersion))
            yield return "Setting 'OpenAI__ApiVersion' must be YYYY-MM-DD or YYYY-MM-DD-preview, or empty for the v1 API.";
        if (!string.IsNullOrEmpty(ApiVersion) && Provider == "openai")
            yield return "Setting 'OpenAI__ApiVersion' needs 'OpenAI__Provider' to be 'azure': the OpenAI service has no dated versions.";
        if (Provider == "openai" && IsOfAzure(Endpoint))
            yield return "Setting 'OpenAI__Endpoint' is that of an Azure account, for which 'OpenAI__Provider' must be 'azure'.";
        if (IsAzure && Endpoint is { IsAbsoluteUri: true, Host: "api.openai.com" })
            yield return "Setting 'OpenAI__Endpoint' is that of the OpenAI service, for which 'OpenAI__Provider' must be 'openai'.";
        if (Provider == "openai" && string.IsNullOrEmpty(ApiKey))
            yield return "Setting 'OpenAI__ApiKey' is missing: the OpenAI service needs one.";
        // It is sent as a header. A line break at its end, as files have them, would make each request fail.
        if (ApiKey?.Any(character => character is <= ' ' or > '~') == true)
            yield return "Setting 'OpenAI__ApiKey' must be a key alone, without blanks and line breaks.";
        if (AutoDeploy && !IsAzure)
            yield return "Setting 'OpenAI__AutoDeploy' needs 'OpenAI__Provider' to be 'azure': elsewhere models need no deployment.";
        if (AutoDeploy && string.IsNullOrEmpty(AccountId))
            yield return "Setting 'OpenAI__AccountId' is missing: the account's resource id, under which 'OpenAI__AutoDeploy' deploys.";
        if (AutoDeploy && AccountId is { Length: > 0 } && !IsAccount(AccountId))
        {
            yield return "Setting 'OpenAI__AccountId' must be a resource id: "
                + "/subscriptions/…/resourceGroups/…/providers/Microsoft.CognitiveServices/accounts/….";
        }

        if (OpenAI.ModelAliases.Parse(ModelAliases) is null)
        {
            yield return "Setting 'OpenAI__ModelAliases' must be a list of the form name=deployment,name=deployment, "
                + "with each name once and no deployment that is itself a name in it.";
        }

        if (OpenAI.RetirementDates.Parse(RetirementDates) is null)
            yield return "Setting 'OpenAI__RetirementDates' must be a list of the form name=YYYY-MM-DD,name=YYYY-MM-DD, with each name once.";
        if (!DeploymentSku.All(char.IsAsciiLetterOrDigit) || DeploymentSku.Length == 0)
            yield return "Setting 'OpenAI__DeploymentSku' must be the name of a kind of deployment, for instance Standard.";
        if (BaseModels.AsSpan().Trim([',', ' ']).IsEmpty)
            yield return "Setting 'OpenAI__BaseModels' is empty: at least one base model must be allowed.";
    }

    private static bool IsVersion(string version)
    {
        const string Preview = "-preview";
        var date = version.EndsWith(Preview, StringComparison.Ordinal) ? version[..^Preview.Length] : version;
        return DateOnly.TryParseExact(date, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _);
    }

    // With the path /openai/v1 an Azure account understands what the OpenAI service does.
    private static bool IsOfAzure(Uri? endpoint) =>
        endpoint is { IsAbsoluteUri: true, AbsolutePath: "/" }
        && endpoint.Host.EndsWith(".openai.azure.com", StringComparison.OrdinalIgnoreCase);

    private static bool IsAccount(string id) =>
        ResourceIdentifier.TryParse(id, out var account) && account!.ResourceType == "Microsoft.CognitiveServices/accounts";
}
