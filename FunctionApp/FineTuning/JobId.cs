using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace BotGateway.FineTuning;

internal static partial class JobId
{
    public static bool IsPossible(string id) => Form().IsMatch(id);

    /// <param name="id">The service's id of a job or a file, whatever it is made of, or what this method made of it.</param>
    public static string InKey(string id) => IsPossible(id) || Hash().IsMatch(id)
        ? id
        : "~" + Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(id)));

    [GeneratedRegex(@"\A~[0-9a-f]{64}\z")]
    private static partial Regex Hash();

    // What the services' ids are made of.
    [GeneratedRegex(@"\A[A-Za-z0-9._-]{1,128}\z")]
    private static partial Regex Form();
}
