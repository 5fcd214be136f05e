using System.Text.Json;

namespace BotGateway.FineTuning;

/// <summary>One training example.</summary>
/// <param name="Line">Where it stands in what the client sent, from 1 on: its line, its place in the array, or that of its pair.</param>
/// <param name="Value">The example as it came; undefined where its line is not JSON.</param>
/// <param name="SyntaxError">What is wrong with its line, where it is not JSON.</param>
internal sealed record Example(int Line, JsonElement Value, string? SyntaxError = null);

/// <summary>A fault of an example.</summary>
/// <param name="Line">The example's line, from 1 on.</param>
/// <param name="Message">What is wrong.</param>
internal sealed record ExampleFault(int Line, string Message);
