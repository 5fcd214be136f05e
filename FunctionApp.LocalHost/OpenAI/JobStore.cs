using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>Fine-tuning jobs: <c>DIR/openai/jobs/{id}.json</c>.</summary>
internal sealed class JobStore(string dataDirectory)
{
    private readonly JsonFolder<FineTuningJob> _jobs = new(Path.Combine(dataDirectory, "openai", "jobs"));

    public FineTuningJob? Find(string id) => _jobs.Find(id);

    /// <summary>All jobs, newest first.</summary>
    public IEnumerable<FineTuningJob> All() => _jobs.All().Select(job => job.Item).OrderByDescending(job => job.Created);

    public void Write(FineTuningJob job) => _jobs.Write(job.Id, job);
}
