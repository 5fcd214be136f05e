using System.Text.Json;
using System.Text.Json.Nodes;
using BotGateway.Contracts;

namespace BotGateway.LocalHost.ApiDescription;

/// <summary>A response other than success, under its name in the document.</summary>
internal sealed record ErrorExample(string Name, ErrorResponse Response)
{
    public const string RequestId = "0f8fad5b-d9cb-469f-a165-70867728950e";

    /// <summary>A <c>body</c> that gets this response after the requests of <see cref="ApiExample.All"/>; null if it depends on more than the body.</summary>
    public JsonObject? Body { get; init; }

    public JsonObject Answer => JsonSerializer.SerializeToNode(Response, ContractsJson.SerializerOptions.GetTypeInfo(typeof(ErrorResponse)))!.AsObject();

    public static ErrorExample Of(int status, string name, string message) =>
        new(name, new ErrorResponse { Status = status, Message = message, RequestId = RequestId });
}
