using System.Diagnostics;
using System.Runtime;
using BotGateway.LocalHost;
using Microsoft.AspNetCore.Builder;

namespace BotGateway.Benchmarks;

/// <summary>
/// A process whose start is measured: it tells on standard output how far it is, with what the JIT has done so far, and ends when its standard input closes.
/// </summary>
internal static class StartingApp
{
    /// <summary>The first argument that makes this process one.</summary>
    public const string Argument = "starting-app";

    /// <summary>Starts one in a process of its own.</summary>
    /// <param name="arguments">None: an empty ASP.NET app. A data directory: LocalHost; after it, perhaps, the Table service that it is to use.</param>
    /// <returns>The process.</returns>
    public static Process Start(params string[] arguments) => ChildProcess.Start([Argument, .. arguments]);

    /// <summary>Is one.</summary>
    /// <param name="arguments">As <see cref="Start"/> passes them on.</param>
    /// <returns>When its standard input has closed.</returns>
    public static async Task RunAsync(string[] arguments)
    {
        Tell("runs");
        if (arguments is [])
        {
            var builder = WebApplication.CreateBuilder();
            await using var empty = builder.Build();
            empty.Urls.Add("http://127.0.0.1:0");
            empty.MapGet("/", () => "Hello World!");
            await empty.StartAsync();
            Tell(empty.Urls.Single());
            await ServeAsync();
            return;
        }

        await using var app = await LocalApp.StartAsync(new LocalOptions
        {
            DataDirectory = arguments[0],
            TablesConnectionString = arguments.ElementAtOrDefault(1),
            IsPlain = true,
            Settings = new Dictionary<string, string?> { ["Logging:LogLevel:Default"] = "None" },
        });
        Tell(app.Address.AbsoluteUri);
        await ServeAsync();
    }

    private static async Task ServeAsync()
    {
        while (await Console.In.ReadLineAsync() is not null)
            Tell("so far");
    }

    private static void Tell(string what) =>
        Console.WriteLine($"{what}\t{JitInfo.GetCompiledMethodCount()}\t{(int)JitInfo.GetCompilationTime().TotalMilliseconds}");
}
