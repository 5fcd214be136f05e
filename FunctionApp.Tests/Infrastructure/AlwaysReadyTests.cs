using System.Reflection;
using BotGateway.Functions;
using Microsoft.Azure.Functions.Worker;

namespace BotGateway.Tests.Infrastructure;

/// <summary>Instances that wait and cost all the time: there are none unless somebody asks for them.</summary>
public sealed class AlwaysReadyTests
{
    private const string TooLong = "The Bicep CLI takes seconds for each choice of parameters; the defaults are tested in every run.";

    // As the app names it: Azure takes any name after "function:".
    private static readonly string Runner = $"function:{typeof(Runner).GetMethod(nameof(Functions.Runner.Run))!.GetCustomAttribute<FunctionAttribute>()!.Name}";

    [Fact]
    public async Task None_by_default() => Assert.Empty(Of(await Deployment.WithDefaultsAsync()));

    [Fact]
    public async Task Requests_and_the_queue_have_them()
    {
        Thoroughness.Require(TooLong);
        Assert.Equal([("http", 2), (Runner, 3)], Of(await Deployment.ForetellAsync([], "param alwaysReady = 2", "param alwaysReadyRunner = 3")));
    }

    [Fact]
    public async Task The_queue_alone_has_them()
    {
        Thoroughness.Require(TooLong);
        Assert.Equal([(Runner, 1)], Of(await Deployment.ForetellAsync([], "param alwaysReadyRunner = 1")));
    }

    private static IEnumerable<(string?, int)> Of(Deployment deployment) =>
        Deployment.Value(deployment.Only("Microsoft.Web/sites"), "properties.functionAppConfig.scaleAndConcurrency.alwaysReady")!.AsArray()
            .Select(group => ((string?)group!["name"], (int)group["instanceCount"]!));
}
