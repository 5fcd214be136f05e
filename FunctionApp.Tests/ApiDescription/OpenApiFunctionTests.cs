using System.Net;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.ApiDescription;

public sealed class OpenApiFunctionTests(TableService tables)
{
    private static readonly Uri Address = new("openapi.json", UriKind.Relative);

    [Fact]
    public async Task The_gateway_returns_the_document_to_everyone()
    {
        await using var gateway = await new GatewayBuilder(tables).StartAsync();

        using var response = await gateway.Http.GetAsync(Address, TestContext.Current.CancellationToken);

        Assert.Equal(
            (HttpStatusCode.OK, "application/json"),
            (response.StatusCode, response.Content.Headers.ContentType?.ToString()));
        Assert.NotEmpty(response.Headers.GetValues("x-request-id").Single());
        Assert.Equal(Repository.Read("docs/openapi.json"), await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Switched_off_it_is_a_404_as_any_other_path()
    {
        await using var gateway = await new GatewayBuilder(tables).WithSetting("OpenApi:Enabled", "false").StartAsync();

        using var response = await gateway.Http.GetAsync(Address, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Empty(await response.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
    }
}
