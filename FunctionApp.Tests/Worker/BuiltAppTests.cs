
namespace BotGateway.Tests.Worker;

public sealed class BuiltAppTests(TableService tables, SharedWorker shared) : WorkerTests(tables, shared)
{
    /// <summary>FunctionApp as the build of this solution made it; the copy beside the tests lacks what ASP.NET brings along.</summary>
    public static string BuiltApp
    {
        get
        {
            var output = new DirectoryInfo(AppContext.BaseDirectory);
            return Path.Combine(output.Parent!.Parent!.FullName, "FunctionApp", output.Name, "FunctionApp.dll");
        }
    }

    protected override string App => BuiltApp;
}
