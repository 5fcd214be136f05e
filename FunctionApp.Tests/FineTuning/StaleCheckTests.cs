using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.Tests.FineTuning;

public sealed class StaleCheckTests(TrainingGateway shared) : IClassFixture<TrainingGateway>
{
    private readonly Gateway _gateway = shared.Gateway;

    // A call that fails in a way that a moment may mend is made three times.
    public static TheoryData<Fault, int> Outages => new()
    {
        { Fault.Refused, 3 },
        { Fault.Status(500), 3 },
        { Fault.Status(429, retryAfter: 60), 1 },
        { Fault.Status(401), 1 },
        { Fault.Status(404), 1 },
        { Fault.Garbage, 1 },
    };

    [Theory]
    [MemberData(nameof(Outages), DisableDiscoveryEnumeration = true)]
    public async Task While_the_service_is_unavailable_the_last_known_state_is_answered_as_stale(Fault fault, int calls)
    {
        var train = await _gateway.CallAsync(Examples.Train());
        var job = train["job_id"];
        var fresh = await _gateway.CheckAsync(job);
        _gateway.EndJobs();
        var before = _gateway.Models.Calls.Count("job");
        _gateway.Models.Faults.Next("job", fault, calls);

        var stale = await _gateway.CheckAsync(job);

        Assert.Equal(200, stale.Status);
        Assert.Equal("True", stale["stale"]);
        Assert.Equal(before + calls, _gateway.Models.Calls.Count("job"));
        foreach (var field in new[] { "job_id", "status", "model", "estimated_finish" })
            Assert.Equal(fresh[field], stale[field]);

        var again = await _gateway.CheckAsync(job);
        Assert.Equal(("succeeded", null), (again["status"], again["stale"]));
    }

    [Fact]
    public async Task A_status_that_could_not_be_recorded_is_not_answered_as_if_it_were()
    {
        var job = (await _gateway.CallAsync(Examples.Train()))["job_id"];
        _gateway.EndJobs();
        _gateway.Tables.Forbidden = "succeeded";
        try
        {
            var answer = await _gateway.CheckAsync(job);

            // Its model could not be used yet: nobody would know whose it is.
            Assert.Equal(("pending", "True"), (answer["status"], answer["stale"]));
        }
        finally
        {
            _gateway.Tables.Forbidden = null;
        }
    }

    [Fact]
    public async Task A_table_that_does_not_answer_is_a_503()
    {
        var job = (await _gateway.CallAsync(Examples.Train()))["job_id"];
        _gateway.Tables.Forbidden = job;
        try
        {
            Assert.Equal(503, (await _gateway.CheckAsync(job)).Status);
        }
        finally
        {
            _gateway.Tables.Forbidden = null;
        }
    }
}
