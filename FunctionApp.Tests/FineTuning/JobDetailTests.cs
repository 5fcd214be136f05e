using System.Text;
using BotGateway.LocalHost.OpenAI.Simulation;
using Answer = BotGateway.Tests.Gateways.Answer;

namespace BotGateway.Tests.FineTuning;

public sealed class JobDetailTests(TrainingGateway azure, OpenAITrainingGateway openAI) : IClassFixture<TrainingGateway>, IClassFixture<OpenAITrainingGateway>
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Both_services_tell_of_a_jobs_course_with_a_loss_that_falls(bool isAzure)
    {
        var gateway = (isAzure ? azure : openAI).Gateway;
        var job = await TrainAsync(gateway, $"\"validation_jsonl\":{Examples.Array(2)}");
        gateway.EndJobs();

        var answer = await DetailsAsync(gateway, job);

        var metrics = answer.Json.GetProperty("metrics").EnumerateArray().ToList();
        Assert.Equal((1, 90), (metrics[0].GetProperty("step").GetInt32(), metrics[^1].GetProperty("step").GetInt32()));
        Assert.True(metrics[0].GetProperty("training_loss").GetDouble() > 2 * metrics[^1].GetProperty("training_loss").GetDouble());
        Assert.True(metrics[^1].GetProperty("token_accuracy").GetDouble() > metrics[0].GetProperty("token_accuracy").GetDouble());
        Assert.True(metrics[9].GetProperty("validation_loss").GetDouble() > metrics[^1].GetProperty("validation_loss").GetDouble());
        Assert.False(metrics[0].TryGetProperty("validation_loss", out _));

        var events = answer.Json.GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(50, events.Count);
        Assert.Equal("The job has succeeded", events[0].GetProperty("message").GetString());
        Assert.StartsWith("Step 90/90: training loss=", events[1].GetProperty("message").GetString(), StringComparison.Ordinal);
        Assert.Equal("info", events[0].GetProperty("level").GetString());

        var checkpoints = answer.Json.GetProperty("checkpoints").EnumerateArray().ToList();
        Assert.Equal([90, 60, 30], checkpoints.Select(each => each.GetProperty("step").GetInt32()));
        Assert.Equal(
            new[] { metrics[89], metrics[59], metrics[29] }.Select(each => each.GetProperty("training_loss").GetDouble()),
            checkpoints.Select(each => each.GetProperty("training_loss").GetDouble()));
        Assert.EndsWith(":ckpt-step-90", checkpoints[0].GetProperty("model").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Without_the_wish_nothing_more_is_asked_and_answered()
    {
        var job = await TrainAsync(azure.Gateway);
        azure.Gateway.EndJobs();
        await azure.Gateway.CheckAsync(job);
        var calls = azure.Gateway.Models.Calls.All.Count;

        var answer = await azure.Gateway.CheckAsync(job);
        var no = await azure.Gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}","details":false}""");

        Assert.Equal(calls, azure.Gateway.Models.Calls.All.Count);
        Assert.Equal(answer.Text, no.Text);
        Assert.DoesNotContain("events", answer.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_job_that_has_just_begun_has_events_and_nothing_else_yet()
    {
        var pace = azure.Gateway.ModelClock.AutoAdvanceAmount;
        var job = await TrainAsync(azure.Gateway);
        azure.Gateway.ModelClock.AutoAdvanceAmount = TimeSpan.Zero;
        try
        {
            var answer = await DetailsAsync(azure.Gateway, job);

            Assert.Equal(("[]", "[]"), (answer["metrics"], answer["checkpoints"]));
            Assert.Equal(
                $"Created fine-tuning job: {job}", answer.Json.GetProperty("events").EnumerateArray().Last().GetProperty("message").GetString());
        }
        finally
        {
            azure.Gateway.ModelClock.AutoAdvanceAmount = pace;
        }
    }

    [Theory]
    [InlineData("job-events")]
    [InlineData("job-checkpoints")]
    [InlineData("file-content")]
    public async Task If_the_service_does_not_tell_them_the_job_is_answered_without(string operation)
    {
        var job = await TrainAsync(azure.Gateway);
        azure.Gateway.EndJobs();
        await azure.Gateway.CheckAsync(job);
        azure.Gateway.Models.Faults.Next(operation, Fault.Status(500), times: 3);

        var answer = await DetailsAsync(azure.Gateway, job);

        Assert.Equal((200, "succeeded", "True"), (answer.Status, answer["status"], answer["stale"]));
        Assert.False(answer.Json.TryGetProperty("events", out _));
    }

    [Fact]
    public async Task What_a_result_file_lacks_is_left_out_and_what_is_none_is_no_measurement()
    {
        var job = await TrainAsync(azure.Gateway);
        azure.Gateway.EndJobs();
        await azure.Gateway.CheckAsync(job);
        const string Csv = "step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy\n1,1.5,NaN,,\nx,1,1,1,1\n2,Infinity,-1,0.5\n\n3";
        azure.Gateway.Models.Faults.Next("file-content", Fault.Response(200, Convert.ToBase64String(Encoding.UTF8.GetBytes(Csv))));

        var answer = await DetailsAsync(azure.Gateway, job);

        Assert.Equal("""[{"step":1,"training_loss":1.5},{"step":2,"validation_loss":0.5},{"step":3}]""", answer["metrics"]);
    }

    [Fact]
    public async Task Of_a_million_steps_at_most_200_are_answered_the_last_among_them()
    {
        var job = await TrainAsync(azure.Gateway);
        azure.Gateway.EndJobs();
        await azure.Gateway.CheckAsync(job);
        var csv = new StringBuilder("step,train_loss\n");
        for (var step = 1; step <= 1_000_000; step++)
            csv.Append(step).Append(",0.5\n");
        azure.Gateway.Models.Faults.Next("file-content", Fault.Response(200, csv.ToString()));

        var answer = await DetailsAsync(azure.Gateway, job);

        var steps = answer.Json.GetProperty("metrics").EnumerateArray().Select(each => each.GetProperty("step").GetInt32()).ToList();
        Assert.InRange(steps.Count, 100, 200);
        Assert.Equal((1, 1_000_000), (steps[0], steps[^1]));
        Assert.Single(steps.Zip(steps.Skip(1), (one, next) => next - one).SkipLast(1).Distinct());
    }

    [Fact]
    public async Task A_wish_that_is_none_is_a_400_that_names_it()
    {
        var answer = await azure.Gateway.CallAsync("""{"event_name":"check_train","id":"ftjob-1","details":"yes"}""");

        Assert.Equal((400, "'details' must be true or false."), (answer.Status, answer["message"]));
    }

    [Fact]
    public async Task The_details_of_anothers_job_are_the_404_of_one_that_does_not_exist()
    {
        var job = await TrainAsync(azure.Gateway);
        var calls = azure.Gateway.Models.Calls.All.Count;

        var answer = await azure.Gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}","details":true}""", Gateway.Acme);

        Assert.Equal((404, $"There is no job '{job}'."), (answer.Status, answer["message"]));
        Assert.Equal(calls, azure.Gateway.Models.Calls.All.Count);
    }

    private static async Task<string> TrainAsync(Gateway gateway, params string[] fields) =>
        (await gateway.CallAsync(Examples.Train(fields)))["job_id"]!;

    private static Task<Answer> DetailsAsync(Gateway gateway, string job) =>
        gateway.CallAsync($$"""{"event_name":"check_train","id":"{{job}}","details":true}""");
}
