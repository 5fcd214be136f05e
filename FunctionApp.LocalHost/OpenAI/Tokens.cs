namespace BotGateway.LocalHost.OpenAI;

/// <summary>A rough count of tokens. Four characters each is OpenAI's own rule of thumb.</summary>
internal static class Tokens
{
    public const int Characters = 4;

    public static int In(string text) => (text.Length + Characters - 1) / Characters;
}
