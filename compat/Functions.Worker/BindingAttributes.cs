namespace Microsoft.Azure.Functions.Worker.Extensions.Abstractions;

/// <summary>The base of all binding attributes.</summary>
public abstract class BindingAttribute : Attribute
{
    /// <summary>Makes the attribute.</summary>
    public BindingAttribute()
    {
    }
}

/// <summary>The base of all trigger attributes.</summary>
public abstract class TriggerBindingAttribute : BindingAttribute
{
    /// <summary>Makes the attribute.</summary>
    public TriggerBindingAttribute()
    {
    }
}
