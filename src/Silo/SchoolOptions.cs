namespace ZoomOrleans.Silo;

/// <summary>What holds for the whole school.</summary>
public sealed class SchoolOptions
{
    /// <summary>IANA name; for meetings whose own zone is empty or unknown.</summary>
    public string TimeZone { get; set; } = "Asia/Manila";

    /// <summary>Days after which attendance is locked.</summary>
    public int LockAfterDays { get; set; } = 14;
}
