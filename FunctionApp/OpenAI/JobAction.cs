namespace BotGateway.OpenAI;

/// <summary>What a client can have done with a job that goes on.</summary>
internal enum JobAction
{
    Cancel,
    Pause,
    Resume,
}
