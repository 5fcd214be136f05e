using System.Reflection;
using Google.Protobuf;
using Google.Protobuf.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.WorkerHost;

/// <summary>The messages that the Functions host and the worker exchange, as JSON. The worker's assembly holds their descriptor, with types that are internal to it.</summary>
internal static class RpcMessages
{
    private const string Reflection = "Microsoft.Azure.Functions.Worker.Grpc.Messages.FunctionRpcReflection";

    public const string Service = "AzureFunctionsRpcMessages.FunctionRpc";

    public const string Method = "EventStream";

    private static readonly MessageDescriptor Message = Find().MessageTypes.Single(type => type.Name == "StreamingMessage");

    public static byte[] FromJson(string json) => JsonParser.Default.Parse(json, Message).ToByteArray();

    public static string ToJson(byte[] message) => JsonFormatter.Default.Format(Message.Parser.ParseFrom(message));

    private static FileDescriptor Find() =>
        Assembly.Load("Microsoft.Azure.Functions.Worker.Grpc").GetType(Reflection)?.GetProperty("Descriptor")?.GetValue(null) as FileDescriptor
        ?? throw new InvalidOperationException(
            $"{typeof(FunctionContext).Assembly.GetName().Name} {typeof(FunctionContext).Assembly.GetName().Version} has no {Reflection}.Descriptor: look for where it holds its protocol now.");
}
