namespace BotGateway.LocalHost.Hosting;

/// <summary>Is told when an invocation of a timer or queue function has ended, well or not.</summary>
internal interface IInvocationObserver
{
    void InvocationEnded();
}
