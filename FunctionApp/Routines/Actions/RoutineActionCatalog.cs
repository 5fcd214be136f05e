using System.Collections.Frozen;
using BotGateway.Requests;
using Microsoft.Extensions.DependencyInjection;

namespace BotGateway.Routines.Actions;

/// <summary>Finds the action that a body names.</summary>
/// <param name="actions">All actions.</param>
public sealed class RoutineActionCatalog(IEnumerable<IRoutineAction> actions)
{
    private readonly FrozenDictionary<string, IRoutineAction> _byName =
        actions.ToFrozenDictionary(action => action.Name, StringComparer.Ordinal);

    private readonly string _names = string.Join(", ", actions.Select(action => action.Name));

    /// <summary>Finds the action that a body names in <c>action</c>.</summary>
    /// <param name="body">The body.</param>
    /// <returns>The action, or null where the body names none.</returns>
    /// <exception cref="ProblemException">400: one that nobody knows.</exception>
    public IRoutineAction? Find(RequestBody body)
    {
        if (body.OptionalText("action") is not { } name)
            return null;
        return _byName.TryGetValue(name, out var action)
            ? action
            : throw ProblemException.BadRequest($"'action' is not known; use one of: {_names}.");
    }

    /// <summary>The one list of actions: a new one is its own file and a line here.</summary>
    /// <param name="services">The app's services.</param>
    public static void Register(IServiceCollection services) => services
        .AddSingleton<IRoutineAction, ListRoutines>()
        .AddSingleton<IRoutineAction, GetRoutine>()
        .AddSingleton<IRoutineAction, PauseRoutine>()
        .AddSingleton<IRoutineAction, ResumeRoutine>()
        .AddSingleton<IRoutineAction, DeleteRoutine>()
        .AddSingleton<IRoutineAction, RunRoutine>();
}
