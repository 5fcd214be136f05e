using System.Text.Json;

namespace BotGateway.FineTuning;

/// <param name="Line">Where it stands in what the client sent, from 1 on: its line, its place in the array, or that of its pair.</param>
/// <param name="Value">The example as it came; undefined where its line is not JSON.</param>
/// <param name="SyntaxError">What is wrong with its line, where it is not JSON.</param>
internal sealed record Example(int Line, JsonElement Value, string? SyntaxError = null);

/// <param name="Line">The example's line, from 1 on.</param>
internal sealed record ExampleFault(int Line, string Message);
