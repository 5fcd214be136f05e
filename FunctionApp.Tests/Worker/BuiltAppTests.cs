
namespace BotGateway.Tests.Worker;

public sealed class BuiltAppTests(TableService tables) : WorkerTests(tables)
{
    protected override string App => WorkerProcess.BuiltApp;
}
