using BotGateway.Authentication;
using BotGateway.Contracts;
using BotGateway.Events.Idempotency;
using BotGateway.Http;
using Microsoft.Extensions.Logging;

namespace BotGateway.Bots;

/// <summary>Creates a team: a bot and a thread for each adviser, concurrently; a failure of one does not stop the others.</summary>
internal sealed partial class AdviserTeam(BotFactory factory, ILogger<AdviserTeam> logger)
{
    /// <exception cref="GatewayException">Internal: none of them could be created.</exception>
    public async Task<TeamResponse> CreateAsync(Client owner, string model, Attempt attempt, CancellationToken cancellationToken)
    {
        var members = await Task.WhenAll(Adviser.All.Select(adviser => CreateAsync(owner, adviser, model, attempt, cancellationToken)));
        return members.All(member => member.Error is not null)
            ? throw new GatewayException(ErrorKind.Internal, $"None of the advisers could be created: {members[0].Error}")
            : Adviser.TeamOf(members);
    }

    private async Task<TeamMember> CreateAsync(Client owner, Adviser adviser, string model, Attempt attempt, CancellationToken cancellationToken)
    {
        try
        {
            var (botId, threadId) = await factory.CreateAsync(
                owner, adviser.Name, adviser.ReadInstructions(), model, temperature: null, legacyId: null, attempt, cancellationToken);
            return new TeamMember { BotId = botId, ThreadId = threadId };
        }
        catch (GatewayException problem)
        {
            LogFailed(adviser.Key, SafeExceptionSummary.Of(problem));
            return new TeamMember { Error = problem.Message };
        }
    }

    [LoggerMessage(31, LogLevel.Warning, "Adviser {Adviser} could not be created ({Causes})")]
    private partial void LogFailed(string adviser, string causes);
}
