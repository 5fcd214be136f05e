using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

/// <summary>
/// Resolves infra/main.parameters.json as azd 1.23.4 and later do (its bicep_provider.go): a parameter whose variable is not set is left to the template, a
/// list or object is JSON, a Boolean is read from its text, and for what has no default azd asks, with the metadata's own default first.
/// </summary>
internal static partial class AzdParameters
{
    public static IReadOnlyDictionary<string, string> Variables { get; } =
        JsonNode.Parse(Repository.Read("infra/main.parameters.json"))!["parameters"]!.AsObject().ToDictionary(
            parameter => parameter.Key,
            parameter => Variable().Match((string)parameter.Value!["value"]!) is { Success: true } match
                ? match.Groups["name"].Value
                : throw new InvalidDataException($"'{parameter.Key}' is no variable."));

    public static string ToBicep(JsonObject template, IReadOnlyDictionary<string, string> environment)
    {
        var values = template["parameters"]!.AsObject()
            .Select(parameter => (parameter.Key, Value: Resolve(parameter.Key, parameter.Value!.AsObject(), environment)))
            .Where(parameter => parameter.Value is not null)
            .Select(parameter => $"param {parameter.Key} = json('''{parameter.Value!.ToJsonString()}''')");
        return string.Join('\n', values.Prepend("using 'main.bicep'"));
    }

    private static JsonNode? Resolve(string name, JsonObject definition, IReadOnlyDictionary<string, string> environment)
    {
        var text = Variables.TryGetValue(name, out var variable) ? environment.GetValueOrDefault(variable) : null;
        if (text is not (null or ""))
        {
            return (string?)definition["type"] switch
            {
                "string" => JsonValue.Create(text),
                "bool" => JsonValue.Create(bool.Parse(text)),
                _ => JsonNode.Parse(text),
            };
        }

        return definition["defaultValue"] is null && definition["nullable"] is null ? definition["metadata"]?["azd"]?["default"]?.DeepClone() : null;
    }

    [GeneratedRegex(@"^\$\{(?<name>[A-Z_]+)\}$")]
    private static partial Regex Variable();
}
