using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace BotGateway.WorkerHost;

/// <summary>What the Functions host tells a worker from its start to an invocation.</summary>
internal static class Handshake
{
    private const string WorkerId = "worker-1";

    /// <summary>The arguments with which the host starts a worker.</summary>
    public static string[] Arguments(Uri host) =>
    [
        "--host", host.Host, "--port", host.Port.ToString(CultureInfo.InvariantCulture),
        "--workerId", WorkerId, "--requestId", "start", "--grpcMaxMessageLength", "2147483647",
        "--functions-uri", host.ToString(), "--functions-worker-id", WorkerId, "--functions-request-id", "start",
        "--functions-grpc-max-message-length", "2147483647",
    ];

    /// <summary>Takes the worker as far as the host does before the first invocation.</summary>
    /// <param name="receive">Waits for the next message of a kind.</param>
    /// <returns>The functions, as the worker describes them.</returns>
    public static async Task<IReadOnlyList<JsonElement>> RunAsync(HostServer host, string folder, Func<string, Task<JsonElement>> receive)
    {
        await receive("startStream");
        host.Send(new JsonObject
        {
            ["requestId"] = "init",
            ["workerInitRequest"] = new JsonObject { ["hostVersion"] = "4.1037.0", ["workerDirectory"] = folder, ["functionAppDirectory"] = folder },
        });
        RequireSuccess(await receive("workerInitResponse"));
        host.Send(new JsonObject { ["requestId"] = "metadata", ["functionsMetadataRequest"] = new JsonObject { ["functionAppDirectory"] = folder } });
        var metadata = await receive("functionMetadataResponse");
        RequireSuccess(metadata);
        JsonElement[] functions = [.. metadata.GetProperty("functionMetadataResults").EnumerateArray()];
        foreach (var function in functions)
        {
            var id = function.GetProperty("functionId").GetString()!;
            host.Send(new JsonObject
            {
                ["requestId"] = id,
                ["functionLoadRequest"] = new JsonObject { ["functionId"] = id, ["metadata"] = JsonNode.Parse(function.GetRawText()) },
            });
            RequireSuccess(await receive("functionLoadResponse"));
        }

        return functions;
    }

    public static void Invoke(HostServer host, string id, string functionId, JsonObject input, JsonObject? metadata = null) => host.Send(new JsonObject
    {
        ["requestId"] = id,
        ["invocationRequest"] = new JsonObject
        {
            ["invocationId"] = id,
            ["functionId"] = functionId,
            ["inputData"] = new JsonArray(input),
            ["triggerMetadata"] = metadata ?? [],
            ["traceContext"] = new JsonObject { ["traceParent"] = "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01" },
        },
    });

    public static string StatusOf(JsonElement response) =>
        response.GetProperty("result").TryGetProperty("status", out var status) ? status.GetString()! : "Failure"; // Failure is 0, which JSON leaves out.

    public static void RequireSuccess(JsonElement response)
    {
        if (StatusOf(response) != "Success")
            throw new InvalidOperationException(response.GetRawText());
    }
}
