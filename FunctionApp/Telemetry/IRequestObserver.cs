namespace BotGateway.Telemetry;

/// <summary>Is told of each request when it has ended. It must neither wait nor throw.</summary>
internal interface IRequestObserver
{
    void Ended(RequestSummary request);
}
