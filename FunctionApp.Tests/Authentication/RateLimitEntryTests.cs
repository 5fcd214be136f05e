namespace BotGateway.Tests.Authentication;

public sealed class RateLimitEntryTests(TableService tables)
{
    [Fact]
    public async Task A_client_that_sends_too_much_is_a_429_with_Retry_After_before_its_token_costs_anything()
    {
        await using var gateway = await StartAsync();
        var requests = Enumerable.Range(0, 12).Select(_ => gateway.Token().Encrypt()).ToList();
        var decrypted = gateway.Vault.Calls.Count("decrypt");

        // At once: on a slow machine, requests one after the other would each find a new token in the bucket.
        var answers = await Task.WhenAll(requests.Select(request => PostAsync(gateway, request.Text)));

        Assert.All(answers.Where(answer => answer.Status != 200), answer => Assert.Equal((429, TimeSpan.FromSeconds(1)), answer));
        Assert.Contains(answers, answer => answer.Status == 429);
        Assert.Equal(answers.Count(answer => answer.Status == 200), gateway.Vault.Calls.Count("decrypt") - decrypted);
    }

    [Fact]
    public async Task Other_clients_and_those_who_only_use_its_name_take_nothing_from_a_client()
    {
        await using var gateway = await StartAsync();
        foreach (var _ in Enumerable.Range(0, 5))
            Expected.Unauthorized(await gateway.CallAsync(gateway.Token(Gateway.Acme) with { KeyId = "default" }));
        Expected.Authenticated(await gateway.CallAsync(gateway.Token(Gateway.Acme)));
        Expected.Authenticated(await gateway.CallAsync(gateway.Token(Gateway.Acme)));

        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
        Expected.Authenticated(await gateway.CallAsync(gateway.Token()));
    }

    private static async Task<(int Status, TimeSpan? RetryAfter)> PostAsync(Gateway gateway, string request)
    {
        using var content = new StringContent(request);
        content.Headers.ContentType = new("application/json");
        using var response = await gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, response.Headers.RetryAfter?.Delta);
    }

    // So slow that no test waits long enough for another request: one a second.
    private Task<Gateway> StartAsync() =>
        new GatewayBuilder(tables).WithClock().WithLog().WithSettings(new() { ["Auth:RequestsPerSecond"] = "1", ["Auth:RequestBurst"] = "2" }).StartAsync();
}
