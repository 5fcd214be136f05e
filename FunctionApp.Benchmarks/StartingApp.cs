using System.Diagnostics;
using System.Runtime;
using BotGateway.LocalHost;
using Microsoft.AspNetCore.Builder;

namespace BotGateway.Benchmarks;

/// <summary>A process whose start is measured: it prints its progress and the JIT's work so far, and ends with its standard input.</summary>
internal static class StartingApp
{
    /// <summary>The first argument that selects this mode.</summary>
    public const string Argument = "starting-app";

    /// <summary>Starts one in its own process.</summary>
    /// <param name="arguments">Empty: an empty ASP.NET app. A data directory: LocalHost, with an optional connection string of a Table service.</param>
    public static Process Start(params string[] arguments) => ChildProcess.Start([Argument, .. arguments]);

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
