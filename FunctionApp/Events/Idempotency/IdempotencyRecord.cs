using Azure.Data.Tables;
using BotGateway.Tables;

namespace BotGateway.Events.Idempotency;

/// <param name="Request">The hash of event and fields, which are the same at each try.</param>
/// <param name="Seed">What the ids of all that is created are derived from.</param>
/// <param name="Holder">Who is carrying it out.</param>
/// <param name="HeldUntil">By when the holder renews its lease, unless it has crashed.</param>
/// <param name="Response">The answer, in JSON; null before there is one.</param>
internal sealed record IdempotencyRecord(
    string Request, Guid Seed, DateTimeOffset FirstAt, int Attempts, Guid Holder, DateTimeOffset HeldUntil, DateTimeOffset ExpiresAt, string? Response)
{
    public string Version { get; init; } = "";

    public static IdempotencyRecord Read(TableEntity row) => new(
        row.Require<string>("Request"),
        row.Require<Guid>("Seed"),
        row.Require<DateTimeOffset>("FirstAt"),
        row.Require<int>("Attempts"),
        row.Require<Guid>("Holder"),
        row.Require<DateTimeOffset>("HeldUntil"),
        row.Require<DateTimeOffset>("ExpiresAt"),
        row.OptionalText("Response"))
    {
        Version = row.ETag.ToString(),
    };

    public TableEntity ToRow(string partition, string key)
    {
        var row = new TableEntity(partition, key)
        {
            ["Request"] = Request,
            ["Seed"] = Seed,
            ["FirstAt"] = FirstAt,
            ["Attempts"] = Attempts,
            ["Holder"] = Holder,
            ["HeldUntil"] = HeldUntil,
            ["ExpiresAt"] = ExpiresAt,
        };
        if (Response is not null)
            row.SetText("Response", Response);
        return row;
    }
}
