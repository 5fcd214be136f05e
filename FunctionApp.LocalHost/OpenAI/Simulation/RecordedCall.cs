using System.Text.Json;

namespace BotGateway.LocalHost.OpenAI.Simulation;

/// <summary>A call that a simulated service got.</summary>
/// <param name="Operation">A name that <see cref="Faults"/> lists.</param>
/// <param name="Method">The HTTP method.</param>
/// <param name="Path">The path as sent, without host and query.</param>
/// <param name="Body">The JSON body; null when there was none, when it is no JSON, and always for the vault.</param>
public sealed record RecordedCall(string Operation, string Method, string Path, JsonElement? Body);
