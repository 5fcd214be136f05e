using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotGateway.Contracts;

/// <summary>How requests and responses are written as JSON: names in snake_case, times in UTC, Spanish readable.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>The options to read and write requests and responses with.</summary>
    public static JsonSerializerOptions SerializerOptions => Shaped.Options;

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(ShapeOptionalParts),
            // Answers are JSON for programs, never HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly();
        return options;
    }

    // Null if its own part failed, and absent if there is nothing that it could belong to.
    private static void ShapeOptionalParts(JsonTypeInfo type)
    {
        Func<object, bool>? Shape(string name) => (type.Type == typeof(TeamMember), type.Type == typeof(HealthResponse), name) switch
        {
            (true, _, "thread_id") => member => ((TeamMember)member).BotId is not null,
            (true, _, "routine_id") => member => member is TeamMember { RoutineStatus: not null } or TeamMember { BotId: not null, Error: not null },
            (true, _, "next_run") => member => ((TeamMember)member).RoutineStatus is not null,
            (_, true, "last_tick") => health => ((HealthResponse)health).Timer is not null,
            _ => null,
        };

        foreach (var property in type.Properties)
        {
            if (Shape(property.Name) is { } isThere)
                property.ShouldSerialize = (owner, _) => isThere(owner);
        }
    }

    // On first use: the order of static fields in a partial class is not defined, and these need the generated ones.
    private static class Shaped
    {
        internal static readonly JsonSerializerOptions Options = CreateOptions();
    }
}
