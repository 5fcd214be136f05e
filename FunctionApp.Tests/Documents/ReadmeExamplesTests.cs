using System.Text.Json.Nodes;
using BotGateway.Tests.Bots;

namespace BotGateway.Tests.Documents;

public sealed class ReadmeExamplesTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [InlineData("README.md")]
    [InlineData("README.es.md")]
    public async Task Its_requests_get_answers_with_the_fields_that_it_promises(string readme)
    {
        var document = Readme.Open(readme);
        var talk = await shared.Gateway.NewBotAsync();

        foreach (var name in new[] { "check_credentials", "add_examples", "new_bot", "new_thread", "messaging", "bot_routine" })
        {
            var examples = Readme.Examples(document.Section(name)).SkipWhile(example => !example.Contains("event_name")).ToList();
            var request = examples[0].Replace("bot_…", talk.BotId).Replace("thread_…", talk.ThreadId);
            var promised = JsonNode.Parse(examples[1])!.AsObject().Select(field => field.Key);

            var answer = await shared.Gateway.CallAsync(request);

            Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            Assert.Equal(promised, answer.Json.EnumerateObject().Select(field => field.Name).Except(["status", "event"]));
        }
    }
}
