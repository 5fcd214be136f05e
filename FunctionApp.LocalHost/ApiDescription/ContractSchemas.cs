using System.Text.Json.Nodes;
using System.Text.Json.Schema;
using System.Text.Json.Serialization.Metadata;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>The document's components: a JSON Schema for each contract record, under the record's name.</summary>
internal sealed class ContractSchemas
{
    private readonly HashSet<Type> _nested = [];

    /// <summary>The schemas by name, in the order in which they were added.</summary>
    public JsonObject Components { get; } = [];

    /// <summary>Whether a record added so far contains this one.</summary>
    public bool IsNested(Type type) => _nested.Contains(type);

    public static JsonObject ReferenceTo(string name) => new() { ["$ref"] = $"#/components/schemas/{name}" };

    /// <summary>Exports a request record: fields that a client must send are required, and null is the same as leaving a field out.</summary>
    public JsonObject AddRequest(Type type) => Add(type, isRequest: true);

    /// <summary>Exports a response record: fields that are always present are required.</summary>
    public JsonObject AddResponse(Type type) => Add(type, isRequest: false);

    private JsonObject Add(Type type, bool isRequest)
    {
        if (Components[type.Name] is JsonObject existing)
            return existing;

        var schema = new JsonObject();
        Components[type.Name] = schema; // Before the records that it contains.
        var info = ContractsJson.SerializerOptions.GetTypeInfo(type);
        var exported = info.GetJsonSchemaAsNode(new JsonSchemaExporterOptions
        {
            TreatNullObliviousAsNonNullable = true,
            TransformSchemaNode = (context, node) => Transform(context, node, isRequest),
        }).AsObject();

        if (info.Kind != JsonTypeInfoKind.Object)
        {
            schema["type"] = "string";
            schema["enum"] = exported["enum"]!.DeepClone();
            return schema;
        }

        schema["type"] = "object";
        schema["properties"] = exported["properties"]?.DeepClone() ?? new JsonObject();
        string[] required = [.. info.Properties.Where(property => IsRequired(property, isRequest)).Select(property => property.Name)];
        if (required.Length > 0)
            schema["required"] = ToArray(required);
        return schema;
    }

    private JsonNode Transform(JsonSchemaExporterContext context, JsonNode node, bool isRequest)
    {
        if (context.Path.IsEmpty)
            return node;
        var type = Nullable.GetUnderlyingType(context.TypeInfo.Type) ?? context.TypeInfo.Type;
        if (IsComponent(type))
        {
            _nested.Add(type);
            Add(type, isRequest);
            node = ReferenceTo(type.Name);
        }

        return context.PropertyInfo is { } property
            ? PropertySchema.Create(property, node.AsSchema(), isNullable: isRequest ? !property.IsRequired : CanBeNull(property))
            : node;
    }

    private static bool IsComponent(Type type) =>
        type.Assembly == typeof(ContractsJson).Assembly && type != typeof(RawJson) && type != typeof(AutoOrNumber);

    private static bool IsRequired(JsonPropertyInfo property, bool isRequest) =>
        isRequest ? property.IsRequired : property.ShouldSerialize is null && !IsLeftOutWhenNull(property);

    private static bool CanBeNull(JsonPropertyInfo property) =>
        !IsLeftOutWhenNull(property) && (Nullable.GetUnderlyingType(property.PropertyType) is not null || property.IsGetNullable);

    private static bool IsLeftOutWhenNull(JsonPropertyInfo property) =>
        property.AttributeProvider!.IsDefined(typeof(System.Text.Json.Serialization.JsonIgnoreAttribute), inherit: true);

    internal static JsonArray ToArray(IEnumerable<string> texts) => [.. texts.Select(text => (JsonNode)text)];
}
