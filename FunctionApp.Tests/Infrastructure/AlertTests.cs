using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using BotGateway.Tests.Documents;

namespace BotGateway.Tests.Infrastructure;

public sealed partial class AlertTests
{
    [Fact]
    public async Task No_tick_for_10_minutes_is_an_alert()
    {
        var (rule, criterion) = await RuleAsync("no-tick-");

        Assert.Equal("PT10M", (string?)rule["windowSize"]);
        Assert.Contains("name == \"bot_gateway.scheduler.ticks\"", (string?)criterion["query"], StringComparison.Ordinal);
        // A sum without groups is a row even of nothing, so that silence is 0 ticks and not no answer.
        Assert.EndsWith("| summarize Ticks = sum(value)\n", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(("Ticks", "LessThan", 1), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Fact]
    public async Task A_share_of_requests_that_fail_is_an_alert()
    {
        var (_, criterion) = await RuleAsync("failures-");

        Assert.Contains("name == \"bot_gateway.request.duration\"", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Contains("Failed = sumif(valueCount, Status >= 500)", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Contains("iff(Total >= 20, 100.0 * Failed / Total, 0.0)", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(
            ("Percentage", "GreaterThan", 10), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    // Under another name there would be silence for ever, or failures that nobody sees.
    [Fact]
    public void Alerts_ask_for_metrics_and_attributes_that_there_are()
    {
        var query = Repository.Read("infra/modules/alerts.bicep");
        var documented = Document.Open("docs/operations.md").Section("Telemetry");

        var names = Quoted().Matches(query).Select(match => match.Groups["name"].Value).Where(name => name.Contains('.')).ToList();

        Assert.Equal(9, names.Count);
        Assert.All(names, name => Assert.Contains($"`{name}`", documented, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("queue-late-", "bot_gateway.queue.age", "Seconds", 300)]
    [InlineData("poison-", "bot_gateway.queue.poison", "Messages", 0)]
    public async Task A_queue_that_is_not_worked_off_is_an_alert(string name, string metric, string column, int threshold)
    {
        var (_, criterion) = await RuleAsync(name);

        Assert.Contains($"name == \"{metric}\"", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(
            (column, "GreaterThan", threshold), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Theory]
    [InlineData("failed-runs-", "bot_gateway.routine.runs", "bot_gateway.outcome", 20)]
    [InlineData("failed-jobs-", "bot_gateway.jobs", "bot_gateway.job.status", 5)]
    public async Task Failed_work_of_the_timer_is_an_alert(string name, string metric, string attribute, int threshold)
    {
        var (_, criterion) = await RuleAsync(name);

        Assert.Contains($"name == \"{metric}\"", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Contains($"customDimensions[\"{attribute}\"] == \"failed\"", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(
            ("Failed", "GreaterThan", threshold), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Fact]
    public async Task A_base_model_that_is_retired_within_30_days_is_an_alert()
    {
        var rule = (await Deployment.WithEverythingAsync()).All("Microsoft.Insights/scheduledQueryRules")
            .Single(rule => ((string)rule["name"]!).StartsWith("retires-gpt-4-1-", StringComparison.Ordinal))["properties"]!;

        var criterion = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;
        Assert.Contains("datetime_diff(\"day\", datetime(2027-04-14), now())", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(("Days", "LessThan", 30), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Fact]
    public async Task Slow_requests_are_an_alert()
    {
        var (_, criterion) = await RuleAsync("slow-");

        Assert.Contains("percentilew(duration, itemCount, 95) / 1000.0", (string?)criterion["query"], StringComparison.Ordinal);
        Assert.Equal(("Seconds", "GreaterThan", 60), ((string?)criterion["metricMeasureColumn"], (string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Theory]
    [InlineData("vault-throttled-", "Microsoft.KeyVault/vaults", "ServiceApiResult")]
    [InlineData("models-throttled-", "Microsoft.CognitiveServices/accounts", "AzureOpenAIRequests")]
    public async Task A_service_that_refuses_to_answer_so_often_is_an_alert(string name, string resource, string metric)
    {
        var rule = (await Deployment.WithDefaultsAsync()).All("Microsoft.Insights/metricAlerts")
            .Single(rule => ((string)rule["name"]!).StartsWith(name, StringComparison.Ordinal))["properties"]!;

        var criterion = Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!;
        Assert.True((bool?)rule["enabled"]);
        Assert.Equal((resource, metric), ((string?)criterion["metricNamespace"], (string?)criterion["metricName"]));
        Assert.Equal("""[{"name":"StatusCode","operator":"Include","values":["429"]}]""", criterion["dimensions"]!.ToJsonString());
        Assert.Equal(("GreaterThan", 0), ((string?)criterion["operator"], (int)criterion["threshold"]!));
    }

    [Fact]
    public async Task Alerts_are_mailed_to_whom_it_concerns()
    {
        var deployment = await Deployment.WithEverythingAsync();
        var group = deployment.Only("Microsoft.Insights/actionGroups");

        Assert.Equal("somebody@contoso.com", (string?)group["properties"]!["emailReceivers"]![0]!["emailAddress"]);
        Assert.All(
            deployment.All("Microsoft.Insights/scheduledQueryRules"),
            rule => Assert.Equal((string?)group["id"], (string?)rule["properties"]!["actions"]!["actionGroups"]![0]));
        Assert.All(
            deployment.All("Microsoft.Insights/metricAlerts"),
            rule => Assert.Equal((string?)group["id"], (string?)rule["properties"]!["actions"]![0]!["actionGroupId"]));
    }

    [Fact]
    public async Task What_a_month_may_cost_is_told_before_it_is_spent()
    {
        var budget = (await Deployment.WithEverythingAsync()).Only("Microsoft.Consumption/budgets")["properties"]!;

        Assert.Equal((500, "Monthly", "2026-12-01"), ((int)budget["amount"]!, (string?)budget["timeGrain"], (string?)budget["timePeriod"]!["startDate"]));
        Assert.Equal(["Actual-100", "Actual-80", "Forecasted-100"], budget["notifications"]!.AsObject().Select(one => one.Key).Order());
        Assert.All(budget["notifications"]!.AsObject(), one => Assert.Equal("somebody@contoso.com", (string?)one.Value!["contactEmails"]![0]));
        Assert.Empty((await Deployment.WithDefaultsAsync()).All("Microsoft.Consumption/budgets"));
    }

    private static async Task<(JsonNode Rule, JsonNode Criterion)> RuleAsync(string name)
    {
        var rule = (await Deployment.WithDefaultsAsync()).All("Microsoft.Insights/scheduledQueryRules")
            .Single(rule => ((string)rule["name"]!).StartsWith(name, StringComparison.Ordinal))["properties"]!;
        Assert.True((bool?)rule["enabled"]);
        Assert.True((bool?)rule["autoMitigate"]);
        return (rule, Assert.Single(rule["criteria"]!["allOf"]!.AsArray())!);
    }

    [GeneratedRegex("\"(?<name>[a-z_.]+)\"")]
    private static partial Regex Quoted();
}
