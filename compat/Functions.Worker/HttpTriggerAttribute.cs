using Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

namespace Microsoft.Azure.Functions.Worker;

/// <summary>Makes a function answer HTTP requests.</summary>
/// <param name="authLevel">Which host key a caller must send.</param>
/// <param name="methods">The HTTP methods that the function answers, in any case.</param>
public sealed class HttpTriggerAttribute(AuthorizationLevel authLevel, params string[] methods) : TriggerBindingAttribute
{
    /// <summary>The path under the host's route prefix; null means the function's name.</summary>
    public string? Route { get; set; }

    /// <summary>The HTTP methods that the function answers.</summary>
    public string[]? Methods { get; } = methods;

    /// <summary>Which host key a caller must send.</summary>
    public AuthorizationLevel AuthLevel { get; } = authLevel;
}
