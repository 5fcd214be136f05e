using BotGateway.Hosting;
using Microsoft.Azure.Functions.Worker.Core.FunctionMetadata;
using Microsoft.Azure.Functions.Worker.Invocation;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace BotGateway;

/// <summary>
/// The worker of <c>FunctionsApplication.CreateBuilder</c> without what a cold start would wait for and this app does not use: a search through all
/// of its types, files of settings that are watched for changes, and loggers for debuggers.
/// </summary>
internal static class WorkerApplication
{
    // Arguments of the Functions host, and the settings as which the worker reads them.
    private static readonly Dictionary<string, string> HostArguments = new()
    {
        ["--functions-uri"] = "Functions:Worker:HostEndpoint",
        ["--functions-request-id"] = "Functions:Worker:RequestId",
        ["--functions-worker-id"] = "Functions:Worker:WorkerId",
        ["--functions-grpc-max-message-length"] = "Functions:Worker:GrpcMaxMessageLength",
    };

    /// <param name="args">The arguments of the process.</param>
    public static HostApplicationBuilder CreateBuilder(string[] args)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Configuration.AddEnvironmentVariables().AddCommandLine(args, HostArguments);
        builder.Logging.AddConfiguration(builder.Configuration.GetSection("Logging"));
        builder.Services
            .AddSingleton<IFunctionMetadataProvider, GeneratedFunctionMetadataProvider>()
            .AddSingleton<IFunctionExecutor, DirectFunctionExecutor>()
            .AddFunctionsWorkerDefaults()
            .UseMiddleware<RunningInvocations>()
            .UseDefaultWorkerMiddleware();
        // After the worker's own service, so that it stops before that one.
        builder.Services
            .AddHostedService(services => services.GetRequiredService<RunningInvocations>())
            .Configure<HostOptions>(host => host.ShutdownTimeout = RunningInvocations.Longest);
        return builder;
    }
}
