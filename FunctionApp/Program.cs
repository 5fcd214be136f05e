using BotGateway;
using BotGateway.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WorkerApplication.CreateBuilder(args);
if (SettingFaults.Find(builder.Configuration) is { Count: > 0 } faults)
{
    // The Functions host recognizes a worker's error lines by this word.
    foreach (var fault in faults)
        Console.Error.WriteLine($"error: {fault}");
    return 1;
}

builder.Services.AddBotGateway(builder.Configuration);
builder.Services.AddHostedService<StartupModelCheck>();
builder.Build().Run();
return 0;
