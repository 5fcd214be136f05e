using System.Text.Json.Serialization;

namespace BotGateway.Scheduling;

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower)]
[JsonSerializable(typeof(Work))]
internal sealed partial class WorkJson : JsonSerializerContext;
