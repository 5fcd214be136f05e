using System.Text;
using BotGateway.Tests.FineTuning.Data;

namespace BotGateway.Tests.FineTuning;

public sealed class UploadedFileTests(TrainingGateway azure, OpenAITrainingGateway openAI)
    : IClassFixture<TrainingGateway>, IClassFixture<OpenAITrainingGateway>
{
    private const string Pretty = """
        {
          "messages": [
            { "role": "developer", "content": "Sé \u0062reve: ¿qué <b>&'+` 日本 😀?\nLínea 2 \u007f" },
            { "role": "assistant", "content": "Aquí", "weight": 1 }
          ],
          "tools": [ { "type": "function", "function": { "name": "f", "role": "developer" } } ]
        }
        """;

    // The library's encoders escape what needs a surrogate pair, always; it means the same.
    private const string OneLine =
        "{\"messages\":[{\"role\":\"system\",\"content\":\"Sé breve: ¿qué <b>&'+` 日本 \\uD83D\\uDE00?\\nLínea 2 \\u007F\"},"
        + "{\"role\":\"assistant\",\"content\":\"Aquí\",\"weight\":1}],"
        + "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"f\",\"role\":\"developer\"}}]}\n";

    [Fact]
    public async Task On_Azure_it_is_UTF8_JSON_Lines_with_a_byte_order_mark()
    {
        var answer = await azure.Gateway.CallAsync(Examples.Train());

        Assert.Equal([0xEF, 0xBB, 0xBF, .. Encoding.UTF8.GetBytes(Examples.Lines() + "\n")], azure.Gateway.ReadFile(answer["file_id"]));
    }

    [Fact]
    public async Task For_the_OpenAI_service_there_is_no_byte_order_mark()
    {
        var answer = await openAI.Gateway.CallAsync(Examples.Train());

        Assert.Equal(200, answer.Status);
        Assert.Equal(Encoding.UTF8.GetBytes(Examples.Lines() + "\n"), openAI.Gateway.ReadFile(answer["file_id"]));
    }

    [Fact]
    public void An_example_is_one_line_however_it_was_laid_out_with_its_text_as_it_is()
    {
        Assert.Equal(string.Concat(Enumerable.Repeat(OneLine, 10)), ExampleFiles.Write(ExampleFiles.Array(Enumerable.Repeat(Pretty, 10))));
    }
}
