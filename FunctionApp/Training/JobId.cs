using System.Text.RegularExpressions;

namespace BotGateway.Training;

/// <summary>The services' ids of jobs.</summary>
public static partial class JobId
{
    /// <summary>Whether a text can be the id of a job; only such a text may become part of a key, or is worth looking for.</summary>
    /// <param name="id">The text.</param>
    /// <returns>Whether it can.</returns>
    public static bool IsPossible(string id) => Form().IsMatch(id);

    // What the services' ids are made of.
    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex Form();
}
