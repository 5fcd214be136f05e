using BotGateway.LocalHost.OpenAI.Simulation;

namespace BotGateway.LocalHost.OpenAI;

/// <summary>Fine-tuning jobs: <c>DIR/openai/jobs/{id}.json</c>.</summary>
internal sealed class JobStore(string dataDirectory)
{
    private readonly JsonFolder<JobSnapshot> _jobs = new(Path.Combine(dataDirectory, "openai", "jobs"));

    public JobSnapshot? Find(string id) => _jobs.Find(id);

    /// <summary>All jobs, newest first.</summary>
    public IEnumerable<JobSnapshot> All() => _jobs.All().Select(job => job.Item).OrderByDescending(job => job.Created);

    public void Write(JobSnapshot job) => _jobs.Write(job.Id, job);
}
