namespace BotGateway.Usage;

/// <summary>A reservation that this process uses, with what its answers have used so far.</summary>
internal sealed class OpenReservation(Reservation reservation)
{
    public Reservation Reservation => reservation;

    /// <summary>How many messages are being answered under it.</summary>
    public int Running { get; set; }

    public List<UsageItem> Items { get; } = [];

    public bool IsFull => Items.Count + Running >= Reservation.MostMessages;
}
