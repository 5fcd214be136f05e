using BotGateway;
using BotGateway.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = WorkerApplication.CreateBuilder(args);
// Beside the check of the settings, which takes as long.
var building = Task.Run(() =>
{
    builder.Services.AddBotGateway(builder.Configuration).AddHostedService<DispatcherWarmUp>().AddHostedService<StartupModelCheck>();
    return builder.Build();
});
if (SettingFaults.Find(builder.Configuration) is { Count: > 0 } faults)
{
    // The Functions host recognizes a worker's error lines by this word.
    foreach (var fault in faults)
        Console.Error.WriteLine($"error: {fault}");
    return 1;
}

await (await building).RunAsync();
return 0;
