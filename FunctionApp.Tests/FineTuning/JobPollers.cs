using BotGateway.Bots;
using BotGateway.Bots.Threads;
using BotGateway.FineTuning;
using BotGateway.OpenAI;
using BotGateway.Scheduling;
using BotGateway.Tests.Authentication;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using NSubstitute;

namespace BotGateway.Tests.FineTuning;

/// <summary>Job followers whose jobs want neither a deployment nor a team.</summary>
internal static class JobPollers
{
    public static JobPoller Of(IModelService service, IJobStore jobs, TimeProvider clock)
    {
        var options = Options.Create(new SchedulerOptions());
        return new JobPoller(
            service,
            jobs,
            new JobDeployment(Options.Create(new OpenAIOptions()), Substitute.For<IDeploymentService>(), jobs, Clients.Deployments(jobs), clock),
            new JobTeam(Clients.Directory(), Substitute.For<IBotStore>(), Substitute.For<IThreadStore>(), jobs, clock),
            new JobFiles(new TrainingFileUploader(service, clock, NullLogger<TrainingFileUploader>.Instance), jobs, Clients.Directory(), options),
            Substitute.For<IJobUsage>(),
            options,
            clock);
    }
}
