using BotGateway.Events;

namespace BotGateway.Tests.Events;

public sealed class ErasureEventTests(TableService tables)
{
    [Fact]
    public async Task Only_these_are_answered_while_a_client_is_being_erased()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answered = gateway.Service<IEnumerable<Event>>().Where(each => each.IsAnsweredDuringErasure).Select(each => each.Name);

        Assert.Equal(["check_credentials", "erase"], answered.Order());
    }
}
