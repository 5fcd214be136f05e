using BotGateway;
using BotGateway.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
if (SettingFaults.Find(builder.Configuration) is { Count: > 0 } faults)
{
    // The Functions host recognizes a worker's error lines by this word.
    foreach (var fault in faults)
        Console.Error.WriteLine($"error: {fault}");
    return 1;
}

builder.UseMiddleware<RunningInvocations>();
builder.Services.AddHostedService(services => services.GetRequiredService<RunningInvocations>());
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = RunningInvocations.Longest);
builder.Services.AddBotGateway(builder.Configuration);
builder.Services.AddHostedService<StartupModelCheck>();
builder.Build().Run();
return 0;
