using System.Text;
using BotGateway.LocalHost.Client;

namespace BotGateway.Tests.FineTuning;

/// <summary>Deployments of a gateway with AutoDeploy.</summary>
internal static class GatewayDeployments
{
    public static async Task<string> TrainToEndAsync(this Gateway gateway, params string[] fields)
    {
        var job = await gateway.TrainAsync(fields);
        gateway.ModelClock.Advance(TimeSpan.FromSeconds(4));
        return job;
    }

    public static async Task<string> DeployAsync(this Gateway gateway, params string[] fields)
    {
        var job = await gateway.TrainToEndAsync(fields);
        await gateway.TickAfterAMinuteAsync();
        gateway.FinishDeployments();
        await gateway.TickAfterAMinuteAsync();
        return job;
    }

    public static async Task<string> StateAsync(this Gateway gateway, string job) =>
        (await gateway.CheckAsync(job)).Json.GetProperty("deployment").GetProperty("state").GetString()!;

    public static Task<Answer> NewBotOnAsync(this Gateway gateway, string model) =>
        gateway.CallAsync($$"""{"event_name":"new_bot","name":"Chistero","instructions":"Cuentas chistes.","modelID":"{{model}}"}""");

    public static Task TickAfterAMinuteAsync(this Gateway gateway) => gateway.TickAfterAsync(TimeSpan.FromMinutes(1));

    public static void FinishDeployments(this Gateway gateway) => gateway.ModelClock.Advance(TimeSpan.FromSeconds(3));

    public static async Task<(int Status, string Text, TimeSpan? RetryAfter)> TalkAsync(this Gateway gateway, string bot, string thread)
    {
        using var client = gateway.Credentials().CreateClient(gateway.Clock);
        var request = await client.CreateRequestAsync(
            $$"""{"event_name":"messaging","botID":"{{bot}}","threadID":"{{thread}}","message":"Hola"}""");
        using var content = new StringContent(request, Encoding.UTF8, "application/json");
        using var response = await gateway.Http.PostAsync(new Uri("lambda", UriKind.Relative), content, TestContext.Current.CancellationToken);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(), response.Headers.RetryAfter?.Delta);
    }
}
