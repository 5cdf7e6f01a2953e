namespace ZoomOrleans.ZoomSimulator.Api;

public enum RegistrantStatus
{
    Pending,
    Approved,
    Denied,

    /// <summary>In none of Zoom's lists; whoever registers again is the same registrant.</summary>
    Cancelled,
}
