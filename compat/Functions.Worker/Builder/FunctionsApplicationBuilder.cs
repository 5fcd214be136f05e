using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Collects a worker's configuration and services.</summary>
public class FunctionsApplicationBuilder
{
    private readonly HostApplicationBuilder _host;

    internal FunctionsApplicationBuilder(string[] args) => _host = Host.CreateApplicationBuilder(args);

    /// <summary>The app settings.</summary>
    public ConfigurationManager Configuration => _host.Configuration;

    /// <summary>The app's services.</summary>
    public IServiceCollection Services => _host.Services;

    /// <summary>Ends the process: these types compile a worker but hold none that could talk to a Functions host.</summary>
    /// <returns>Never: the process exits with 1.</returns>
    public IHost Build()
    {
        Console.Error.WriteLine(
            "This build has no Functions worker in it: "
            + "run 'dotnet run --project FunctionApp.LocalHost', or build with -p:AzurePackages=official.");
        Environment.Exit(1);
        throw new System.Diagnostics.UnreachableException();
    }
}
