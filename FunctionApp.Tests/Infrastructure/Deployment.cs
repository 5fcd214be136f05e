using System.Text.Json.Nodes;

namespace BotGateway.Tests.Infrastructure;

/// <summary>
/// What azd would deploy, as the Bicep CLI foretells it from the compiled template: all loops, conditions and functions are carried out, and only
/// what Azure alone knows (an identity's id, say) is an expression in brackets still.
/// </summary>
internal sealed class Deployment(JsonObject snapshot)
{
    private static readonly Lazy<Task<Deployment>> Defaults = new(() => ForetellAsync([]));

    private static readonly Lazy<Task<Deployment>> Everything = new(() => ForetellAsync(new()
    {
        ["PRIVATE_NETWORK"] = "true",
        ["AUTO_DEPLOY"] = "true",
        ["CONSOLE_CLIENT_ID"] = "00000000-0000-0000-0000-000000000003",
        ["ALERT_EMAIL"] = "somebody@contoso.com",
        ["BASE_MODELS"] = """[{"name":"gpt-4.1","version":"2025-04-14","sku":"Standard","capacity":10,"retires":"2027-04-14"}]""",
        ["BUDGET"] = """{"amount":500,"start":"2026-12-01"}""",
        ["GATEWAY_CLIENTS"] = """[{"id":"default"},{"id":"acme","models":"ft-one","requireBodyHash":true,"webhookUrl":"https://acme.example/hooks"}]""",
    }));

    /// <summary>With azd's two answers and nothing else.</summary>
    public static Task<Deployment> WithDefaultsAsync() => Defaults.Value;

    /// <summary>With all that can be switched on, and two clients.</summary>
    public static Task<Deployment> WithEverythingAsync() => Everything.Value;

    public IReadOnlyList<JsonObject> Resources { get; } = [.. snapshot["predictedResources"]!.AsArray().Select(resource => resource!.AsObject())];

    public JsonObject Outputs => snapshot["outputs"]!.AsObject();

    public Dictionary<string, string> AppSettings => SiteConfig("appsettings")!["properties"]!.AsObject()
        .ToDictionary(setting => setting.Key, setting => (string)setting.Value!);

    /// <returns>Null where there is none of this name.</returns>
    public JsonObject? SiteConfig(string name) =>
        All("Microsoft.Web/sites/config").SingleOrDefault(config => ((string)config["name"]!).EndsWith($"/{name}", StringComparison.Ordinal));

    public IReadOnlyList<JsonObject> All(string type) => [.. Resources.Where(resource => (string?)resource["type"] == type)];

    public JsonObject Only(string type) => Assert.Single(All(type));

    public static JsonNode? Value(JsonObject resource, string path) =>
        path.Split('.').Aggregate((JsonNode?)resource, (node, name) => node is JsonObject properties ? properties[name] : null);

    /// <param name="parameters">Those that no variable of azd sets.</param>
    public static async Task<Deployment> ForetellAsync(Dictionary<string, string> environment, params string[] parameters)
    {
        // The CLI writes its file beside the parameters', so they are copied out of the source tree.
        using var infra = new InfraCopy();
        var template = JsonNode.Parse(await Bicep.TemplateAsync())!.AsObject();
        environment["AZURE_ENV_NAME"] = "bot-gateway";
        environment["AZURE_LOCATION"] = "westeurope";
        await File.WriteAllLinesAsync(
            infra.PathOf("main.bicepparam"), [AzdParameters.ToBicep(template, environment), .. parameters], TestContext.Current.CancellationToken);
        string[] command =
        [
            "snapshot", infra.PathOf("main.bicepparam"), "--mode", "overwrite",
            "--subscription-id", "00000000-0000-0000-0000-000000000001", "--tenant-id", "00000000-0000-0000-0000-000000000002",
            "--location", "swedencentral",
        ];
        await Bicep.RunAsync(command);
        return new Deployment(JsonNode.Parse(await infra.ReadAsync("main.snapshot.json"))!.AsObject());
    }
}
