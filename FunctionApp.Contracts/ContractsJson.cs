using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace BotGateway.Contracts;

/// <summary>How requests and responses are written as JSON: names in snake_case, times in UTC, Spanish readable.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.SnakeCaseLower, Converters = [typeof(UtcTimeConverter)])]
[JsonSerializable(typeof(string))]
[JsonSerializable(typeof(NewBotRequest))]
[JsonSerializable(typeof(NewThreadRequest))]
[JsonSerializable(typeof(MessagingRequest))]
[JsonSerializable(typeof(CheckCredentialsRequest))]
[JsonSerializable(typeof(TrainRequest))]
[JsonSerializable(typeof(AddExamplesRequest))]
[JsonSerializable(typeof(CheckTrainRequest))]
[JsonSerializable(typeof(Hyperparameters))]
[JsonSerializable(typeof(BotRoutineRequest))]
[JsonSerializable(typeof(CreateRoutineRequest))]
[JsonSerializable(typeof(ListRoutinesRequest))]
[JsonSerializable(typeof(GetRoutineRequest))]
[JsonSerializable(typeof(PauseRoutineRequest))]
[JsonSerializable(typeof(ResumeRoutineRequest))]
[JsonSerializable(typeof(DeleteRoutineRequest))]
[JsonSerializable(typeof(RunRoutineRequest))]
[JsonSerializable(typeof(NewBotResponse))]
[JsonSerializable(typeof(NewThreadResponse))]
[JsonSerializable(typeof(MessagingResponse))]
[JsonSerializable(typeof(CheckCredentialsResponse))]
[JsonSerializable(typeof(TrainResponse))]
[JsonSerializable(typeof(AddExamplesResponse))]
[JsonSerializable(typeof(CheckTrainResponse))]
[JsonSerializable(typeof(TeamResponse))]
[JsonSerializable(typeof(RoutineStatusResponse))]
[JsonSerializable(typeof(RoutineDeletedResponse))]
[JsonSerializable(typeof(RoutineListResponse))]
[JsonSerializable(typeof(RoutineDetails))]
[JsonSerializable(typeof(RunResult))]
public sealed partial class ContractsJson : JsonSerializerContext
{
    /// <summary>The options to read and write requests and responses with.</summary>
    public static JsonSerializerOptions SerializerOptions => Shaped.Options;

    private static JsonSerializerOptions CreateOptions()
    {
        var options = new JsonSerializerOptions(Default.Options)
        {
            TypeInfoResolver = Default.WithAddedModifier(ShapeTeamMember),
            // Answers are JSON for programs, never HTML.
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        };
        options.MakeReadOnly();
        return options;
    }

    // Each of these is null if its own part failed, and absent if there is nothing that it could belong to.
    private static void ShapeTeamMember(JsonTypeInfo type)
    {
        if (type.Type != typeof(TeamMember))
            return;
        foreach (var property in type.Properties)
        {
            property.ShouldSerialize = property.Name switch
            {
                "thread_id" => (member, _) => ((TeamMember)member).BotId is not null,
                "routine_id" => (member, _) => member is TeamMember { RoutineStatus: not null } or TeamMember { BotId: not null, Error: not null },
                "next_run" => (member, _) => ((TeamMember)member).RoutineStatus is not null,
                _ => property.ShouldSerialize,
            };
        }
    }

    // On first use: the order of static fields in a partial class is not defined, and these need the generated ones.
    private static class Shaped
    {
        internal static readonly JsonSerializerOptions Options = CreateOptions();
    }
}
