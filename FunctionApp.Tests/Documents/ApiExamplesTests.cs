using System.Text.Json.Nodes;

namespace BotGateway.Tests.Documents;

public sealed class ApiExamplesTests(SharedGateway shared) : IClassFixture<SharedGateway>
{
    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public async Task Its_requests_return_the_documented_fields(string page)
    {
        var document = Document.Open(page);
        var talk = await shared.Gateway.NewBotAsync();

        foreach (var name in new[] { "check_credentials", "add_examples", "new_bot", "new_thread", "messaging", "bot_routine",
            "list_bots", "get_bot", "update_bot", "list_threads", "get_thread", "delete_thread", "delete_bot" })
        {
            var examples = Document.Examples(document.Section(name)).SkipWhile(example => !example.Contains("event_name")).ToList();
            var request = examples[0].Replace("bot_…", talk.BotId).Replace("thread_…", talk.ThreadId);
            var documented = JsonNode.Parse(examples[1])!.AsObject().Select(field => field.Key);

            var answer = await shared.Gateway.CallAsync(request);

            Assert.True(answer.Status == 200, $"{name}: {answer.Text}");
            Assert.Equal(documented, answer.Json.EnumerateObject().Select(field => field.Name).Except(["status", "event"]));
        }
    }
}
