using BotGateway.Contracts;
using BotGateway.FineTuning.Data;
using BotGateway.Http;

namespace BotGateway.FineTuning;

/// <summary>Finds training examples in every form that clients send them.</summary>
internal static class ExampleReader
{
    /// <summary>Finds the examples of a JSON value: an array of them, or a string of JSON Lines.</summary>
    /// <exception cref="GatewayException">Invalid: the field is neither.</exception>
    public static IExampleSource Read(RawJson data, string name)
    {
        var json = data.Utf8;
        if (FileBuffer.Is(json))
            throw GatewayException.Invalid($"'{name}' takes no file buffer: send an array of examples, or JSON Lines text.");

        return json.Span[0] switch
        {
            (byte)'[' => new ArrayExamples(json),
            (byte)'"' => LineExamples.OfText(json),
            _ => throw GatewayException.Invalid($"'{name}' must be an array of examples, or JSON Lines text."),
        };
    }
}
