using System.Text.Json.Serialization;
using BotGateway.LocalHost.OpenAI;
using BotGateway.LocalHost.OpenAI.Management;
using BotGateway.LocalHost.Vault;

namespace BotGateway.LocalHost;

/// <summary>What is kept in files. Every start reads the keys and clients, and reflection would take longer for that than for all else.</summary>
[JsonSerializable(typeof(StoredKey))]
[JsonSerializable(typeof(JobSnapshot))]
[JsonSerializable(typeof(UploadedFile))]
[JsonSerializable(typeof(ModelDeployment))]
[JsonSerializable(typeof(Dictionary<string, string>))]
[JsonSerializable(typeof(SortedDictionary<string, string>))]
internal sealed partial class StoredJson : JsonSerializerContext;
