namespace Microsoft.Azure.Functions.Worker.Builder;

/// <summary>Where a worker process starts.</summary>
public class FunctionsApplication
{
    /// <summary>Makes the builder of the worker.</summary>
    /// <param name="args">The command line that the host gave.</param>
    /// <returns>The builder.</returns>
    public static FunctionsApplicationBuilder CreateBuilder(string[] args) => new(args);
}
