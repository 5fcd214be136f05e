using System.Buffers.Text;
using System.Diagnostics;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using BotGateway.LocalHost;
using BotGateway.LocalHost.Client;

namespace BotGateway.Benchmarks;

/// <summary>Measures whether the time of a 401 reveals which clients exist.</summary>
internal static class UnauthorizedTimes
{
    private const int WarmUp = 500;

    private static readonly string[] Forms = ["encrypted", "RS256", "ES256"];

    // A client with a key, one whose key is missing in the vault, and two that are not configured, to show how much equal cases differ.
    private static readonly string[] Names = ["default", "keyless", "unknown-1", "unknown-2"];

    public static async Task MeasureAsync(int count, TextWriter output, CancellationToken stop)
    {
        await TemporaryApp.RunAsync(
            async (app, _) =>
            {
                using var http = new HttpClient { BaseAddress = app.Address };
                foreach (var form in Forms)
                    await MeasureAsync(http, form, count, output, stop);
            },
            stop,
            settings: [new("Clients:1:Id", "keyless"), new("Clients:1:Credentials", new string('0', 64))]);
    }

    private static async Task MeasureAsync(HttpClient http, string form, int count, TextWriter output, CancellationToken stop)
    {
        var times = Names.Select(_ => new List<double>()).ToArray();
        for (var round = 0; round < WarmUp + count; round++)
        {
            // In random order, because the first one after a pause is slower.
            foreach (var i in Enumerable.Range(0, Names.Length).Shuffle())
            {
                var request = Request(form, Names[i]);
                var start = Stopwatch.GetTimestamp();
                var answer = await http.SendRequestAsync(request, stop);
                var time = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
                if (answer.Status != 401)
                    throw new StartupException($"{Names[i]}: {answer.Status} instead of 401.");
                if (round >= WarmUp)
                    times[i].Add(time);
            }
        }

        output.WriteLine($"{form}: microseconds to a 401, {count} of each");
        for (var i = 0; i < Names.Length; i++)
        {
            var sorted = times[i].Order().ToArray();
            output.Write(string.Create(CultureInfo.InvariantCulture, $"  {Names[i],-9} median {At(sorted, 0.5),6:F0}  p90 {At(sorted, 0.9),6:F0}"));
            output.WriteLine(string.Create(
                CultureInfo.InvariantCulture, $"  p99 {At(sorted, 0.99),6:F0}  slower than 'unknown-1' {Slower(times[i], times[2]):F3}"));
        }
    }

    private static double At(double[] sorted, double share) => sorted[(int)(share * (sorted.Length - 1))];

    /// <summary>The probability that one of the first is slower than one of the second; 0.5 if they are indistinguishable.</summary>
    private static double Slower(List<double> first, List<double> second)
    {
        var others = second.Order().ToArray();
        return first.Average(time => (Below(others, time, inclusive: false) + Below(others, time, inclusive: true)) / (2d * others.Length));
    }

    private static int Below(double[] sorted, double limit, bool inclusive) => sorted.Count(time => inclusive ? time <= limit : time < limit);

    private static string Request(string form, string name)
    {
        const string Body = """{"event_name":"check_credentials"}""";
        var signature = RandomNumberGenerator.GetBytes(form == "ES256" ? 64 : 256);
        signature[0] = 0; // Keeps it below any modulus.
        if (form == "encrypted")
        {
            var token = Convert.ToBase64String(RandomNumberGenerator.GetBytes(256));
            return $$$"""{"payload":{"token":"{{{token}}}","signature":"{{{Convert.ToBase64String(signature)}}}","key_id":"{{{name}}}"},"body":{{{Body}}}}""";
        }

        var header = Encode($$"""{"alg":"{{form}}","kid":"{{name}}"}""");
        var now = DateTimeOffset.UtcNow.ToUnixTimeSeconds();
        var claims = Encode($$"""{"iat":{{now}},"exp":{{now + 60}},"jti":"{{Guid.NewGuid()}}","aud":"bot-gateway","body_sha256":"x"}""");
        return $$$"""{"payload":{"token":"{{{header}}}.{{{claims}}}.{{{Base64Url.EncodeToString(signature)}}}"},"body":{{{Body}}}}""";
    }

    private static string Encode(string json) => Base64Url.EncodeToString(Encoding.UTF8.GetBytes(json));
}
