using BotGateway.Authentication;
using BotGateway.Requests;
using Microsoft.Extensions.Logging;

namespace BotGateway.Bots;

/// <summary>Makes a team: a bot and a thread for each adviser, all at once, and what fails for one does not stop the others.</summary>
/// <param name="factory">Makes bots.</param>
/// <param name="logger">Learns of advisers that could not be made.</param>
public sealed partial class AdviserTeam(BotFactory factory, ILogger<AdviserTeam> logger)
{
    /// <summary>Makes the team.</summary>
    /// <param name="owner">Whose it is.</param>
    /// <param name="model">The model of all advisers; the client may use it.</param>
    /// <param name="cancellation">Gives up.</param>
    /// <returns>What became of each adviser.</returns>
    /// <exception cref="ProblemException">500: not one of them could be made.</exception>
    public async Task<IReadOnlyList<(Adviser Adviser, TeamMember Member)>> CreateAsync(Client owner, string model, CancellationToken cancellation)
    {
        var team = await Task.WhenAll(Adviser.All.Select(async adviser => (adviser, await CreateAsync(owner, adviser, model, cancellation))));
        return team.All(made => made.Item2.Error is not null)
            ? throw new ProblemException(500, $"None of the advisers could be made: {team[0].Item2.Error}")
            : team;
    }

    private async Task<TeamMember> CreateAsync(Client owner, Adviser adviser, string model, CancellationToken cancellation)
    {
        try
        {
            var (botId, threadId) = await factory.CreateAsync(
                owner, adviser.Name, adviser.ReadInstructions(), model, temperature: null, cancellation);
            return new TeamMember(botId, threadId, Error: null);
        }
        catch (ProblemException problem)
        {
            LogFailed(adviser.Key, Causes.Of(problem));
            return new TeamMember(null, null, problem.Message);
        }
    }

    [LoggerMessage(31, LogLevel.Warning, "Adviser {Adviser} could not be made ({Causes})")]
    private partial void LogFailed(string adviser, string causes);
}

/// <summary>What became of an adviser.</summary>
/// <param name="BotId">Its bot, or null where it could not be made.</param>
/// <param name="ThreadId">Its thread, or null where it could not be made.</param>
/// <param name="Error">Why the bot could not be made, or null.</param>
public sealed record TeamMember(string? BotId, string? ThreadId, string? Error);
