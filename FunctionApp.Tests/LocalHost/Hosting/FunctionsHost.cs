using BotGateway.LocalHost.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Tests.LocalHost.Hosting;

/// <summary>Serves this assembly's functions as LocalHost serves FunctionApp's.</summary>
internal sealed class FunctionsHost : IAsyncDisposable
{
    private readonly WebApplication _web;

    private FunctionsHost(WebApplication web) => _web = web;

    public HttpClient Client { get; private init; } = new();

    public static async Task<FunctionsHost> StartAsync(Probe probe)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().UseUrls("http://127.0.0.1:0").ConfigureKestrel(kestrel => kestrel.Limits.MaxRequestBodySize = null);
        builder.Services.AddRoutingCore().AddSingleton(probe);
        var web = builder.Build();
        web.MapFunctions(typeof(FunctionsHost).Assembly);
        await web.StartAsync(TestContext.Current.CancellationToken);
        return new FunctionsHost(web) { Client = new HttpClient { BaseAddress = new Uri(web.Urls.Single()) } };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _web.DisposeAsync();
    }
}
