using System.Text.Json;

namespace BotGateway.LocalHost.OpenAI.Management;

/// <summary>The body of a request for a deployment, its form checked.</summary>
internal sealed record DeploymentRequest(string Model, string ModelVersion, string Sku, int Capacity)
{
    public static DeploymentRequest Read(JsonElement? body)
    {
        if (body is not { ValueKind: JsonValueKind.Object } json)
            throw ManagementProblem.BadRequest("InvalidRequestContent", "The request content was invalid and could not be deserialized.");

        var sku = Object(json, "sku");
        var model = Object(Object(json, "properties"), "model");
        if (Text(model, "format") != "OpenAI")
            throw Invalid("properties.model.format");
        return new(
            Text(model, "name"),
            Text(model, "version"),
            Text(sku, "name"),
            sku.TryGetProperty("capacity", out var capacity)
                && capacity.ValueKind == JsonValueKind.Number
                && capacity.TryGetInt32(out var count)
                ? count
                : throw Invalid("sku.capacity"));
    }

    private static JsonElement Object(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.Object ? value : throw Invalid(name);

    private static string Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String && value.GetString() is { Length: > 0 } text
            ? text
            : throw Invalid(name);

    private static ManagementProblem Invalid(string property) =>
        ManagementProblem.BadRequest(
            "InvalidResourceProperties", $"The property '{property}' of the account deployment is missing or not valid.");
}
