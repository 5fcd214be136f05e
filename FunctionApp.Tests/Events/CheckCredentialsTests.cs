namespace BotGateway.Tests.Events;

public sealed class CheckCredentialsTests(TableService tables)
{
    [Theory]
    [InlineData("default")]
    [InlineData(Gateway.Acme)]
    public async Task A_client_with_the_right_keys_is_authenticated(string client)
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        var answer = await gateway.CallAsync("""{"event_name":"check_credentials"}""", client);

        Assert.Equal(200, answer.Status);
        Assert.Equal("""{"status":200,"event":"check_credentials","auth":true}""", answer.Text);
    }
}
