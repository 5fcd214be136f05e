using System.Collections.Concurrent;
using System.Collections.Frozen;
using System.Text.RegularExpressions;
using BotGateway.Authentication;
using BotGateway.Configuration;
using BotGateway.Contracts;
using BotGateway.Http;
using BotGateway.OpenAI;
using Microsoft.Extensions.Options;

namespace BotGateway.FineTuning;

/// <summary>Which models a client may use: the base models, those configured for it, and those that its own jobs trained.</summary>
internal sealed partial class AllowedModels(IOptions<OpenAIOptions> options, IJobStore jobs)
{
    // Some megabytes.
    private const int MostOwned = 10_000;

    private readonly ConcurrentDictionary<(string ClientId, string Model), string> _owned = new();

    private readonly string[] _baseModels = CommaSeparated.Parse(options.Value.BaseModels);

    /// <summary>The model that is trained where a client names none: the first of the setting.</summary>
    public string Default { get; } = CommaSeparated.Parse(options.Value.BaseModels)[0];

    private readonly FrozenDictionary<string, string> _aliases = ModelAliases.Parse(options.Value.ModelAliases) ?? FrozenDictionary<string, string>.Empty;

    /// <exception cref="GatewayException">Invalid: it may not.</exception>
    public async Task<string> RequireAsync(Client client, string model, string field, CancellationToken cancellationToken)
    {
        var resolved = Resolve(model);
        if (!IsConfigured(client, model) && !IsConfigured(client, resolved))
            await RequireJobAsync(client, resolved, field, cancellationToken);
        return resolved;
    }

    /// <summary>Checks that a client may still use the model of a bot that it made earlier.</summary>
    /// <returns>The model that is billed: of a deployment, the trained model.</returns>
    /// <exception cref="GatewayException">Gone: it may no longer.</exception>
    public async Task<string> RequireStillAsync(Client client, string model, CancellationToken cancellationToken)
    {
        if (IsConfigured(client, model) || _aliases.Any(alias => alias.Value == model && IsConfigured(client, alias.Key)))
            return model;
        // A trained model stays its client's: one look at the table is enough.
        if (_owned.TryGetValue((client.Id, model), out var known))
            return known;
        if (await FindJobAsync(client, model, cancellationToken) is not { } jobId)
        {
            throw new GatewayException(
                ErrorKind.Gone,
                $"The bot's model '{model}' is no longer allowed: it is neither in the gateway's setting 'OpenAI__BaseModels' "
                + "nor in your 'Clients__N__Models', and none of your jobs trained it.");
        }

        if (_owned.Count >= MostOwned)
            _owned.Clear();
        return _owned[(client.Id, model)] = (await jobs.FindAsync(client.Id, jobId, cancellationToken))?.Job.Model ?? model;
    }

    /// <summary>Finds the model to train further. A trained model may have been named by its deployment, which the service does not train.</summary>
    /// <exception cref="GatewayException">Invalid: the client may not use it.</exception>
    public async Task<string> FindTrainableAsync(Client client, string model, string field, CancellationToken cancellationToken)
    {
        var isConfigured = IsConfigured(client, model);
        model = Resolve(model);
        if (isConfigured || IsConfigured(client, model))
            return model;

        var jobId = await RequireJobAsync(client, model, field, cancellationToken);
        return (await jobs.FindAsync(client.Id, jobId, cancellationToken))?.Job.Model is { } trained ? trained + Checkpoint().Match(model).Value : model;
    }

    /// <summary>Forgets that a model is a client's, since it has been deleted.</summary>
    public void Forget(Client client, string model) => _owned.TryRemove((client.Id, model), out _);

    /// <summary>Lists the models that a client may use without having trained them, by name.</summary>
    public IEnumerable<(string Model, ModelKind Kind)> ListConfigured(Client client) => _baseModels.Select(model => (model, ModelKind.Base))
        .Concat(client.Models.Except(_baseModels).Select(model => (model, ModelKind.Configured)))
        .Distinct()
        .OrderBy(each => each.Item1, StringComparer.Ordinal);

    /// <summary>Whether a client may use a model without having trained it.</summary>
    public bool IsConfigured(Client client, string model) => _baseModels.Contains(model) || client.Models.Contains(model);

    private string Resolve(string model) => _aliases.GetValueOrDefault(model, model);

    private async Task<string> RequireJobAsync(Client client, string model, string field, CancellationToken cancellationToken) =>
        await FindJobAsync(client, model, cancellationToken)
        ?? throw GatewayException.Invalid(
            $"'{field}' must be a model that one of your jobs trained or a base model ({string.Join(", ", _baseModels)}).");

    // A checkpoint is the job's too.
    private Task<string?> FindJobAsync(Client client, string model, CancellationToken cancellationToken) =>
        jobs.FindByModelAsync(client, Checkpoint().Replace(model, ""), cancellationToken);

    // What the services put behind a model's name to name one of its checkpoints. Which there are, only they know.
    [GeneratedRegex(@":ckpt-step-[0-9]{1,9}\z")]
    private static partial Regex Checkpoint();
}
