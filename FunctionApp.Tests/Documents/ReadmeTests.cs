using System.Text.Json.Nodes;
using BotGateway.Events;
using BotGateway.Tests.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.Documents;

public sealed class ReadmeTests
{
    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void It_holds_the_two_commands(string readme)
    {
        var commands = Readme.Open(readme).Blocks("sh").Select(block => block.Trim());

        Assert.Equal(["dotnet run --project FunctionApp.LocalHost -- --demo", "dotnet test"], commands.Take(2));
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void It_tells_of_every_event_under_a_heading_of_its_own_with_its_aliases(string readme)
    {
        var document = Readme.Open(readme);

        using var app = GatewayApp.Create();
        var events = app.Service<IEnumerable<Event>>().ToList();
        Assert.Equal(8, events.Count);
        Assert.All(events, @event =>
        {
            Assert.Contains(@event.Name, document.Headings());
            var section = document.Section(@event.Name);
            string[] names = [$"\"event_name\":\"{@event.Name}\"", .. @event.Aliases.Select(alias => $"`{alias}`")];
            Assert.All(names, name => Assert.Contains(name, section));
        });
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void Its_json_can_be_parsed(string readme)
    {
        var examples = Readme.Open(readme).Examples().ToList();

        Assert.InRange(examples.Count, 15, 60);
        Assert.All(examples, example => JsonNode.Parse(example));
    }

    [Theory]
    [MemberData(nameof(Readme.Names), MemberType = typeof(Readme))]
    public void It_tells_of_every_status_that_the_gateway_answers_with(string readme)
    {
        var told = Readme.Open(readme).Rows().SelectMany(row => row[0].Split(", "));

        string[] statuses = ["200", "400", "401", "404", "409", "413", "415", "429", "500", "502", "503", "504"];
        Assert.Subset(told.ToHashSet(), statuses.ToHashSet());
    }
}
