using BotGateway;
using BotGateway.Configuration;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
if (SettingFaults.Find(builder.Configuration) is { Count: > 0 } faults)
{
    Console.Error.WriteLine(string.Join(Environment.NewLine, faults));
    return 1;
}

builder.Services.AddBotGateway(builder.Configuration);
builder.Build().Run();
return 0;
