using System.Globalization;
using System.Text.Json.Nodes;

namespace BotGateway.Tests.Documents;

public sealed class LayoutTests
{
    [Theory]
    [InlineData("FunctionApp")]
    [InlineData("FunctionApp.Tests")]
    [InlineData("FunctionApp.LocalHost")]
    [InlineData("FunctionApp.Client")]
    [InlineData("FunctionApp.Cli")]
    [InlineData("FunctionApp.WorkerHost")]
    [InlineData("clients/node")]
    [InlineData("bot-gateway.http")]
    [InlineData("compat")]
    [InlineData("host.json")]
    [InlineData("local.settings.sample.json")]
    [InlineData("FunctionApp.sln")]
    [InlineData("README.md")]
    [InlineData("README.es.md")]
    [InlineData("ARCHITECTURE.md")]
    [InlineData("CHANGELOG.md")]
    [InlineData("CONTRIBUTING.md")]
    [InlineData("LICENSE")]
    [InlineData("SECURITY.md")]
    [InlineData(".ci/run")]
    [InlineData("Directory.Build.props")]
    [InlineData("Directory.Packages.props")]
    [InlineData(".editorconfig")]
    [InlineData("global.json")]
    [InlineData(".gitignore")]
    [InlineData("azure.yaml")]
    [InlineData("infra/main.bicep")]
    [InlineData(".github/workflows/ci.yml")]
    public void It_is_at_the_top(string name)
    {
        Assert.True(Path.Exists(Repository.PathOf(name)));
    }

    [Fact]
    public void Routes_have_no_prefix()
    {
        var host = JsonNode.Parse(Repository.Read("host.json"))!;

        Assert.Equal("2.0", (string?)host["version"]);
        Assert.Equal("", (string?)host["extensions"]!["http"]!["routePrefix"]);
    }

    // The host's half of a trace: the worker's stands below it.
    [Fact]
    public void The_host_speaks_OpenTelemetry()
    {
        Assert.Equal("OpenTelemetry", (string?)JsonNode.Parse(Repository.Read("host.json"))!["telemetryMode"]);
    }

    // The host takes in a whole request before the app sees it: only these bound what strangers can make it hold.
    [Fact]
    public void The_host_bounds_how_many_requests_it_holds()
    {
        var http = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["http"]!;

        // All that it holds run: a request that waited for another would outlive its token.
        Assert.Equal(100, (int)http["maxConcurrentRequests"]!);
        Assert.Equal(100, (int)http["maxOutstandingRequests"]!);
        Assert.Contains("param concurrentRequests int = 100", Repository.Read("infra/main.bicep"), StringComparison.Ordinal);
    }

    // Each is reckoned with elsewhere: lag by the pause, docs/operations.md and slots by how many run at once, routines' own attempts by how often a message comes.
    [Fact]
    public void The_host_works_the_queue_off_as_the_gateway_reckons()
    {
        var queues = JsonNode.Parse(Repository.Read("host.json"))!["extensions"]!["queues"]!;

        Assert.Equal(16, (int)queues["batchSize"]!);
        Assert.Equal(48, (int)queues["newBatchThreshold"]!);
        Assert.Equal(5, (int)queues["maxDequeueCount"]!);
        Assert.Equal("00:00:10", (string?)queues["visibilityTimeout"]);
        Assert.Equal("base64", (string?)queues["messageEncoding"]);
        Assert.InRange(TimeSpan.Parse((string)queues["maxPollingInterval"]!, CultureInfo.InvariantCulture), TimeSpan.FromMilliseconds(100), TimeSpan.FromSeconds(2));
        Assert.Contains("`Runner` processes the messages: up to 64", Repository.Read("docs/operations.md"), StringComparison.Ordinal);
    }

    [Fact]
    public void Any_later_feature_band_of_the_SDK_builds_it() =>
        Assert.Equal("latestFeature", (string?)JsonNode.Parse(Repository.Read("global.json"))!["sdk"]!["rollForward"]);

    [Fact]
    public void The_data_and_the_settings_of_a_developer_are_not_committed()
    {
        var ignored = Repository.Read(".gitignore").Split('\n');

        Assert.All([".local/", ".azure/", "local.settings.json", "node_modules/", "artifacts/"], name => Assert.Contains(name, ignored));
    }
}
