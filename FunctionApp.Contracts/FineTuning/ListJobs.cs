using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using System.Text.Json.Serialization;

namespace BotGateway.Contracts;

/// <summary>Lists the client's jobs, in the order of their ids.</summary>
public sealed record ListJobsRequest : IEventRequest
{
    private const string NextPage = "ZnRqb2ItNGY2YTFj";

    /// <summary>The number of items per page, 1 to 100; default 100.</summary>
    [Description("The number of items per page, 1 to 100; default 100.")]
    [Range(1, 100)]
    public int? Limit { get; init; }

    /// <summary>The next of the previous page.</summary>
    [Description("The `next` of the previous page.")]
    public string? Next { get; init; }

    static IReadOnlyList<EventExample> IEventRequest.Examples =>
    [
        new("list_jobs", "List training jobs",
            new ListJobsRequest { Limit = 1 },
            new ListJobsResponse
            {
                Jobs =
                [
                    new()
                    {
                        JobId = ExampleIds.OtherJob,
                        Status = "cancelled",
                        SubmittedAt = ExampleIds.Submitted,
                        FileId = ExampleIds.OtherFile,
                        FinishedAt = ExampleIds.Submitted.AddMinutes(30).ToUnixTimeSeconds(),
                    },
                ],
                Next = NextPage,
            }),
        new("list_jobs_next", "List the next page of training jobs", new ListJobsRequest { Next = NextPage }, new ListJobsResponse { Jobs = [] }),
    ];
}

/// <summary>A page of the client's jobs, as they were last recorded.</summary>
public sealed record ListJobsResponse
{
    /// <summary>The jobs, in the order of their ids.</summary>
    [Description("The jobs, in the order of their ids.")]
    public required IReadOnlyList<JobSummary> Jobs { get; init; }

    /// <summary>The next of the request for the following page; absent on the last page.</summary>
    [Description("The `next` of the request for the following page; absent on the last page.")]
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? Next { get; init; }
}
