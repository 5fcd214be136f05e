using System.Globalization;
using BotGateway.LocalHost.OpenAI.Management;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>
/// Enforces the capacity of deployments as the service does: prompt and longest answer of all requests of a minute count against thousands of tokens a
/// minute, whether or not the answers become as long. What is above gets 429 with Retry-After.
/// </summary>
internal sealed class TokenRates(TimeProvider clock)
{
    private static readonly TimeSpan Window = TimeSpan.FromMinutes(1);

    private readonly Lock _lock = new();
    private readonly Dictionary<string, Queue<(DateTimeOffset At, int Tokens)>> _taken = [];

    /// <exception cref="ServiceProblem">The deployment has no such capacity left.</exception>
    public void Take(ModelDeployment deployment, int prompt, int? longestAnswer)
    {
        var (now, tokens) = (clock.GetUtcNow(), prompt + (longestAnswer ?? 0));
        lock (_lock)
        {
            if (!_taken.TryGetValue(deployment.Name, out var taken))
                _taken[deployment.Name] = taken = new();
            while (taken.TryPeek(out var oldest) && oldest.At + Window <= now)
                taken.Dequeue();
            if (taken.Sum(each => each.Tokens) + tokens > deployment.Capacity * 1000L)
                throw Exceeded(taken.TryPeek(out var first) ? first.At + Window - now : Window);
            taken.Enqueue((now, tokens));
        }
    }

    private static ServiceProblem Exceeded(TimeSpan wait)
    {
        var seconds = Math.Max(1, (int)Math.Ceiling(wait.TotalSeconds));
        return ServiceProblem.Throttled(
            string.Create(CultureInfo.InvariantCulture,
                $"Requests to the ChatCompletions_Create Operation under Azure OpenAI API have exceeded the token rate limit of your current OpenAI S0 pricing tier. Please retry after {seconds} seconds."),
            seconds);
    }
}
