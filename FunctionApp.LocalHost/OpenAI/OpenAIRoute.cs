namespace BotGateway.LocalHost.OpenAI;

/// <summary>What a request asks for.</summary>
/// <param name="Operation">The operation's name, as faults and the call log use it.</param>
/// <param name="Azure">True under <c>/openai/</c>, the Azure data plane; false under <c>/v1/</c>, the OpenAI service.</param>
/// <param name="Id">The file, job or deployment; empty where there is none, and for a chat where the body names the model.</param>
/// <param name="Root">What Azure's paths begin with: <c>/openai/v1/</c>, or <c>/openai/</c> for dated versions.</param>
internal sealed record OpenAIRoute(string Operation, bool Azure, string Id, string Root)
{
    private const string Dated = "/openai/";
    private const string V1 = "/openai/v1/";

    public const string Upload = "upload";
    public const string ListFiles = "list-files";
    public const string File = "file";
    public const string FileContent = "file-content";
    public const string DeleteFile = "delete-file";
    public const string CreateJob = "create-job";
    public const string ListJobs = "list-jobs";
    public const string Job = "job";
    public const string CancelJob = "cancel-job";
    public const string PauseJob = "pause-job";
    public const string ResumeJob = "resume-job";
    public const string JobEvents = "job-events";
    public const string JobCheckpoints = "job-checkpoints";
    public const string Chat = "chat";
    public const string Models = "models";
    public const string DeleteModel = "delete-model";
    public const string Unknown = "unknown";

    /// <summary>Whether it is for a dated version of Azure's API, which the query must name.</summary>
    public bool IsDated => Azure && Root == Dated;

    public static OpenAIRoute Of(HttpRequestMessage request)
    {
        string[] path = [.. request.RequestUri!.AbsolutePath.Trim('/').Split('/').Select(Uri.UnescapeDataString)];
        var root = path is ["openai", "v1", ..] ? V1 : Dated;
        var (operation, id) = (request.Method.Method, path) switch
        {
            ("POST", ["openai", "deployments", var deployment, "chat", "completions"]) => (Chat, deployment),
            ("POST", ["v1", "chat", "completions"] or ["openai", "v1", "chat", "completions"]) => (Chat, ""),
            (var method, ["openai", "v1", .. var rest]) => Of(method, rest),
            (var method, ["openai" or "v1", .. var rest]) => Of(method, rest),
            _ => (Unknown, ""),
        };
        return new(operation, path[0] != "v1", id, root);
    }

    private static (string Operation, string Id) Of(string method, string[] path) => (method, path) switch
    {
        ("POST", ["files"]) => (Upload, ""),
        ("GET", ["files"]) => (ListFiles, ""),
        ("GET", ["files", var file]) => (File, file),
        ("GET", ["files", var file, "content"]) => (FileContent, file),
        ("DELETE", ["files", var file]) => (DeleteFile, file),
        ("POST", ["fine_tuning", "jobs"]) => (CreateJob, ""),
        ("GET", ["fine_tuning", "jobs"]) => (ListJobs, ""),
        ("GET", ["fine_tuning", "jobs", var job]) => (Job, job),
        ("POST", ["fine_tuning", "jobs", var job, "cancel"]) => (CancelJob, job),
        ("POST", ["fine_tuning", "jobs", var job, "pause"]) => (PauseJob, job),
        ("POST", ["fine_tuning", "jobs", var job, "resume"]) => (ResumeJob, job),
        ("GET", ["fine_tuning", "jobs", var job, "events"]) => (JobEvents, job),
        ("GET", ["fine_tuning", "jobs", var job, "checkpoints"]) => (JobCheckpoints, job),
        ("GET", ["models"]) => (Models, ""),
        ("DELETE", ["models", var model]) => (DeleteModel, model),
        _ => (Unknown, ""),
    };
}
