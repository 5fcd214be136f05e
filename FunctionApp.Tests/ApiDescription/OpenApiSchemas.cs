using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Tests.Documents;
using Json.Schema;

namespace BotGateway.Tests.ApiDescription;

/// <summary>The components of docs/openapi.json as JSON Schemas.</summary>
internal static class OpenApiSchemas
{
    private const string Location = "#/components/schemas/";

    private static readonly EvaluationOptions Strict = new() { OutputFormat = OutputFormat.List, RequireFormatValidation = true };

    private static readonly ConcurrentDictionary<string, JsonSchema> All = new();

    public static JsonNode Document { get; } = JsonNode.Parse(Repository.Read("docs/openapi.json"))!;

    public static void AssertValid(string component, JsonElement json)
    {
        var result = All.GetOrAdd(component, Build).Evaluate(json, Strict);

        var errors = (result.Details ?? []).Where(part => part.Errors is not null)
            .SelectMany(part => part.Errors!.Select(error => $"{part.InstanceLocation} ({part.EvaluationPath}): {error.Value}"));
        Assert.True(result.IsValid, $"{component}: {json}\n{string.Join('\n', errors)}");
    }

    public static bool IsValid(string component, string json) => All.GetOrAdd(component, Build).Evaluate(JsonElement.Parse(json), Strict).IsValid;

    private static JsonSchema Build(string component)
    {
        var definitions = Document["components"]!["schemas"]!.ToJsonString().Replace(Location, "#/$defs/", StringComparison.Ordinal);
        return JsonSchema.FromText(
            $$"""{"$ref":"#/$defs/{{component}}","$defs":{{definitions}}}""",
            new BuildOptions { Dialect = Dialect.Draft202012, SchemaRegistry = new SchemaRegistry() });
    }
}
