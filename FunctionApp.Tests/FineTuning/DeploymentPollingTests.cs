using System.Security.Cryptography;
using BotGateway.FineTuning;
using BotGateway.Http;
using BotGateway.LocalHost.Vault;
using BotGateway.OpenAI;
using NSubstitute;
using NSubstitute.ExceptionExtensions;

namespace BotGateway.Tests.FineTuning;

public sealed class DeploymentPollingTests(TableService tables)
{
    private const string Id = "ftjob-1";

    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    private readonly IModelService _service = Substitute.For<IModelService>();
    private readonly IDeploymentService _deployments = Substitute.For<IDeploymentService>();

    [Fact]
    public async Task A_check_that_sees_the_end_first_leaves_deployment_and_team_to_the_timer()
    {
        await using var gateway = await StartAsync();
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).Returns("Creating");
        _deployments.FindStateAsync(Id, Arg.Any<CancellationToken>()).Returns("Creating", "Succeeded");

        Assert.Equal(("succeeded", "", "Wanted", false), Shown(await gateway.CheckAsync(Id)));
        await gateway.TickAfterAsync(Minute);
        Assert.Equal(("succeeded", "", "Creating", false), Shown(await gateway.CheckAsync(Id)));
        await gateway.TickAfterAsync(Minute);
        Assert.Equal(("succeeded", "", "Creating", false), Shown(await gateway.CheckAsync(Id)));
        await gateway.TickAfterAsync(Minute);
        Assert.Equal(("succeeded", Id, "Succeeded", true), Shown(await gateway.CheckAsync(Id)));

        Assert.Null((await gateway.ReadAsync(Id)).DueAt);
        await _deployments.Received(1).StartAsync(Id, "ft:m", Arg.Any<CancellationToken>());
        await _service.Received(1).GetJobAsync(Id, Arg.Any<CancellationToken>());
    }

    [Fact]
    public async Task A_deployment_that_fails_is_told_and_asked_for_again_and_the_team_waits_for_it()
    {
        await using var gateway = await StartAsync();
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).Returns("Creating");
        _deployments.FindStateAsync(Id, Arg.Any<CancellationToken>()).Returns("Failed");

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);

        var failed = await gateway.CheckAsync(Id);
        Assert.Equal(("succeeded", "", "Failed", false), Shown(failed));
        Assert.Contains("Failed", failed["problem"], StringComparison.Ordinal);
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).Returns("Succeeded");
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(15));

        var ready = await gateway.CheckAsync(Id);
        Assert.Equal(("succeeded", Id, "Succeeded", true), Shown(ready));
        Assert.Null(ready["problem"]);
        Assert.Null((await gateway.ReadAsync(Id)).DueAt);
    }

    [Fact]
    public async Task A_failure_to_deploy_is_recorded_and_tried_again()
    {
        await using var gateway = await StartAsync();
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).ThrowsAsync(new GatewayException(ErrorKind.Internal, "The gateway may not deploy models."));

        await gateway.TickAfterAsync(Minute);
        var failed = await gateway.ReadAsync(Id);
        Assert.Equal(("succeeded", "The gateway may not deploy models."), (failed.Job.Status, failed.Problem));
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).Returns("Succeeded");
        await gateway.TickAfterAsync(Minute);

        Assert.Equal(("succeeded", Id, "Succeeded", true), Shown(await gateway.CheckAsync(Id)));
        Assert.Null((await gateway.ReadAsync(Id)).Problem);
    }

    [Fact]
    public async Task Nothing_is_deployed_for_a_client_without_a_usable_key_until_it_has_one_again()
    {
        await using var gateway = await StartAsync();
        _deployments.StartAsync(Id, "ft:m", Arg.Any<CancellationToken>()).Returns("Succeeded");
        var keys = new KeyStore(gateway.DataDirectory, TimeProvider.System);
        var key = keys.List()["client-default"].Single();
        keys.Disable(key);

        await gateway.TickAfterAsync(Minute);
        await gateway.TickAfterAsync(Minute);
        var waiting = await gateway.ReadAsync(Id);
        await _deployments.DidNotReceiveWithAnyArgs().StartAsync(default!, default!, TestContext.Current.CancellationToken);
        using var again = RSA.Create();
        again.ImportFromPem(key.Pem);
        keys.Add("client-default", again, KeyVersion.Verify);
        await gateway.TickAfterAsync(TimeSpan.FromMinutes(6));

        Assert.Equal(("Wanted", "The client has no usable key."), (waiting.Deployment?.State, waiting.Problem));
        Assert.Equal(("succeeded", Id, "Succeeded", true), Shown(await gateway.CheckAsync(Id)));
    }

    // A gateway with a job that has succeeded meanwhile.
    private async Task<Gateway> StartAsync()
    {
        var gateway = await new GatewayBuilder(tables).WithClock().WithSetting("OpenAI:AutoDeploy", "true").WithService(_service).WithService(_deployments).StartAsync();
        var job = await gateway.AddAsync(Id, new PlannedTeam());
        _service.GetJobAsync(Id, Arg.Any<CancellationToken>()).Returns(job with { Status = "succeeded", Model = "ft:m" });
        return gateway;
    }

    private static (string? Status, string? Model, string? Deployment, bool IsTeamMade) Shown(Answer answer) => (
        answer["status"],
        answer["model"],
        answer.Json.GetProperty("deployment").GetProperty("state").GetString(),
        answer.Json.GetProperty("then").GetProperty("bot_routine").GetProperty("made").GetBoolean());
}
