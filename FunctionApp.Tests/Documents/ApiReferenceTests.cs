using System.Text.Json.Nodes;
using BotGateway.LocalHost.ApiDescription;

namespace BotGateway.Tests.Documents;

public sealed class ApiReferenceTests
{
    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void Every_event_has_a_section_with_its_aliases(string page)
    {
        var document = Document.Open(page);

        var events = AppEvents.List();
        Assert.NotEmpty(events);
        Assert.All(events, @event =>
        {
            Assert.Contains(@event.Name, document.Headings());
            var section = document.Section(@event.Name);
            string[] names = [$"\"event_name\":\"{@event.Name}\"", .. @event.Aliases.Select(alias => $"`{alias}`")];
            Assert.All(names, name => Assert.Contains(name, section));
        });
    }

    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void Its_json_can_be_parsed(string page)
    {
        var examples = Document.Open(page).Examples().ToList();

        Assert.InRange(examples.Count, 15, 80);
        Assert.All(examples, example => JsonNode.Parse(example));
    }

    [Theory]
    [MemberData(nameof(Document.ApiReferences), MemberType = typeof(Document))]
    public void Every_status_is_documented(string page)
    {
        var documented = Document.Open(page).Rows().SelectMany(row => row[0].Split(", "));

        string[] statuses = ["200", "400", "401", "404", "409", "413", "415", "429", "500", "502", "503", "504"];
        Assert.Subset(documented.ToHashSet(), statuses.ToHashSet());
    }
}
