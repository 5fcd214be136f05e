namespace Microsoft.Azure.Functions.Worker;

/// <summary>What the host says of a timer's tick.</summary>
public class TimerInfo
{
    /// <summary>Whether the tick comes later than the schedule has it.</summary>
    public bool IsPastDue { get; set; }
}
