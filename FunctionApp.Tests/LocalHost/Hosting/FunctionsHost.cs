using System.Net;
using System.Net.Http.Json;
using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.LocalHost.Hosting;

/// <summary>Serves this assembly's functions as LocalHost serves FunctionApp's.</summary>
internal sealed class FunctionsHost(WebApplication web) : IAsyncDisposable
{
    public HttpClient Client { get; } = new() { BaseAddress = new Uri(web.Urls.Single()) };

    /// <param name="clock">Moves the timers; null leaves them to the real time.</param>
    public static async Task<FunctionsHost> StartAsync(Probe probe, TimeProvider? clock = null, bool runsTimers = true)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(
            kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Configuration.AddInMemoryCollection([new("ProbeSchedule", "0 * * * * *")]);
        builder.Services.AddRoutingCore().AddSingleton(probe).AddSingleton(clock ?? TimeProvider.System);
        probe.Log.AddTo(builder.Services);
        FunctionMethods.Add(builder.Services, typeof(FunctionsHost).Assembly);
        FunctionTimers.Add(builder.Services, typeof(FunctionsHost).Assembly, builder.Configuration, runsTimers);
        var web = builder.Build();
        web.MapAdmin();
        web.MapFunctions(typeof(FunctionsHost).Assembly);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new FunctionsHost(web);
    }

    /// <summary>Runs a function as a Functions host's administrator does.</summary>
    public async Task<HttpStatusCode> RunAsync(string function)
    {
        using var response = await Client.PostAsJsonAsync(
            new Uri($"admin/functions/{function}", UriKind.Relative), new { }, TestContext.Current.CancellationToken);
        return response.StatusCode;
    }

    public Task StopAsync() => web.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await web.DisposeAsync();
    }
}
