using BotGateway;
using BotGateway.Hosting;
using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

var builder = FunctionsApplication.CreateBuilder(args);
builder.UseMiddleware<RunningInvocations>();
builder.Services.AddHostedService(services => services.GetRequiredService<RunningInvocations>());
builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = RunningInvocations.Longest);
builder.Services.AddBotGateway(builder.Configuration);
builder.Build().Run();
