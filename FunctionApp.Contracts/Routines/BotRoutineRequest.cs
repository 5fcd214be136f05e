using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Creates a team or a routine, or does with a routine what <c>action</c> says.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "action")]
[JsonDerivedType(typeof(CreateRoutineRequest))]
[JsonDerivedType(typeof(ListRoutinesRequest), "list")]
[JsonDerivedType(typeof(GetRoutineRequest), "get")]
[JsonDerivedType(typeof(PauseRoutineRequest), "pause")]
[JsonDerivedType(typeof(ResumeRoutineRequest), "resume")]
[JsonDerivedType(typeof(DeleteRoutineRequest), "delete")]
[JsonDerivedType(typeof(RunRoutineRequest), "run")]
public abstract record BotRoutineRequest : IEventRequest
{
    static IReadOnlyList<EventExample> IEventRequest.Examples => RoutineExamples.All;
}
