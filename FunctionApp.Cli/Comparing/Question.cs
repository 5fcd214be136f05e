using System.Text.Json;

namespace BotGateway.Cli.Comparing;

/// <summary>An example of a validation file, as it is asked.</summary>
/// <param name="Line">Its line in the file.</param>
/// <param name="Instructions">Its system messages.</param>
/// <param name="Messages">What the user says, one after the other.</param>
/// <param name="Expected">The example's last answer.</param>
internal sealed record Question(int Line, string Instructions, IReadOnlyList<string> Messages, string Expected)
{
    // A bot must have instructions, also for examples that have none.
    private const string NoInstructions = "-";

    /// <exception cref="ToolException">The file cannot be read, or has examples that cannot be asked.</exception>
    public static IReadOnlyList<Question> Read(string file, Terminal terminal, Words words)
    {
        var path = Path.GetFullPath(file, terminal.Directory);
        if (!File.Exists(path))
            throw ToolException.Usage(words[$"There is no file {file}.", $"No existe el archivo {file}."]);
        List<Question> questions = [];
        List<string> faults = [];
        var fault = words[
            "not an example of text with a user's and an assistant's message", "no es un ejemplo de texto con un mensaje de user y otro de assistant"];
        foreach (var (index, line) in File.ReadLines(path).Index())
        {
            if (string.IsNullOrWhiteSpace(line))
                continue;
            if (Parse(index + 1, line) is { } question)
                questions.Add(question);
            else
                faults.Add($"{file}:{index + 1}: {fault}");
        }

        if (faults.Count > 0)
            throw ToolException.Usage(string.Join('\n', faults));
        return questions.Count > 0 ? questions : throw ToolException.Usage(words[$"{file} is empty.", $"{file} está vacío."]);
    }

    private static Question? Parse(int number, string line)
    {
        try
        {
            using var json = JsonDocument.Parse(line);
            var messages = json.RootElement.GetProperty("messages").EnumerateArray()
                .Select(message => (Role: message.GetProperty("role").GetString(), Text: TextOf(message.GetProperty("content")))).ToList();
            var expected = messages.LastOrDefault(message => message.Role == "assistant").Text;
            var asked = messages.Where(message => message.Role == "user").Select(message => message.Text).ToList();
            var instructions = string.Join('\n', messages.Where(message => message.Role is "system" or "developer").Select(message => message.Text));
            return expected is not null && asked.Count > 0 && asked.All(text => text.Length > 0)
                ? new(number, instructions.Length > 0 ? instructions : NoInstructions, asked, expected)
                : null;
        }
        catch (Exception other) when (other is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return null; // The caller names the line.
        }
    }

    private static string TextOf(JsonElement content) => content.ValueKind == JsonValueKind.Array
        ? string.Concat(content.EnumerateArray().Select(part => part.GetProperty("text").GetString()))
        : content.GetString() ?? "";
}
