using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Reflection;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The schema of a property: the exporter's, completed from the contracts' attributes.</summary>
internal static class PropertySchema
{
    private const string Null = "null";

    public static JsonObject Create(JsonPropertyInfo property, JsonObject exported, bool isNullable)
    {
        var member = (PropertyInfo)property.AttributeProvider!;
        var type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        var range = member.GetCustomAttribute<RangeAttribute>();
        var schema = type switch
        {
            _ when exported.ContainsKey("$ref") => isNullable ? AnyOf(exported, OfType(Null)) : exported,
            _ when type == typeof(AutoOrNumber) => AutoOr(Limit(OfType(range!.OperandType == typeof(int) ? "integer" : "number"), range), isNullable),
            // Training data is an array or JSON Lines; a flat conversation is always an array.
            _ when type == typeof(RawJson) && property.Name.EndsWith("jsonl", StringComparison.Ordinal) => OfType(TypesOf(isNullable, "array", "string")),
            _ when type == typeof(RawJson) => OfType(TypesOf(isNullable, "array")),
            _ when type == typeof(DateTimeOffset) => With(OfType(TypesOf(isNullable, "string")), "format", "date-time"),
            _ => Limit(Retype(exported, isNullable), range),
        };
        // Beside a range, an allowed value is an exception that only Azure's clients know.
        if (member.GetCustomAttribute<AllowedValuesAttribute>() is { } allowed && range is null)
            schema["enum"] = new JsonArray([.. allowed.Values.Select(value => (JsonNode?)(string?)value), .. isNullable ? new JsonNode?[] { null } : []]);
        schema["description"] = member.GetCustomAttribute<DescriptionAttribute>()!.Description;
        if (member.GetCustomAttribute<AliasAttribute>() is { } alias)
            schema["x-aliases"] = ContractSchemas.ToArray(alias.Names);
        return schema;
    }

    /// <summary>The exporter writes <c>true</c> for types with their own converter.</summary>
    public static JsonObject AsSchema(this JsonNode node) => node as JsonObject ?? [];

    private static JsonObject Retype(JsonObject exported, bool isNullable)
    {
        var type = exported["type"] is JsonArray types ? types.Select(each => (string)each!).First(name => name != Null) : (string)exported["type"]!;
        var schema = OfType(TypesOf(isNullable, type));
        foreach (var (name, value) in exported.Where(part => part.Key != "type"))
            schema[name] = value?.DeepClone();
        return schema;
    }

    private static JsonObject Limit(JsonObject schema, RangeAttribute? range)
    {
        if (range is null)
            return schema;
        schema[range.MinimumIsExclusive ? "exclusiveMinimum" : "minimum"] = NumberOf(range.Minimum);
        schema[range.MaximumIsExclusive ? "exclusiveMaximum" : "maximum"] = NumberOf(range.Maximum);
        return schema;
    }

    private static JsonValue NumberOf(object limit) => limit is int integer ? JsonValue.Create(integer) : JsonValue.Create((double)limit);

    private static JsonObject AutoOr(JsonObject number, bool isNullable)
    {
        var word = new JsonObject { ["const"] = AutoOrNumber.AutoWord };
        return isNullable ? AnyOf(word, number, OfType(Null)) : AnyOf(word, number);
    }

    private static JsonObject AnyOf(params JsonNode[] schemas) => new() { ["anyOf"] = new JsonArray(schemas) };

    private static string[] TypesOf(bool isNullable, params string[] types) => isNullable ? [.. types, Null] : types;

    private static JsonObject OfType(params string[] types) => new() { ["type"] = types is [var only] ? only : ContractSchemas.ToArray(types) };

    private static JsonObject With(JsonObject schema, string name, string value)
    {
        schema[name] = value;
        return schema;
    }
}
