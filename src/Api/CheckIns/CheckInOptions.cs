using System.ComponentModel.DataAnnotations;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>How addresses are hashed.</summary>
public sealed class CheckInOptions
{
    /// <summary>So many days a key is used, then the next one.</summary>
    [Range(1, 366, ErrorMessage = "CheckIns__KeyDays is not from 1 to 366.")]
    public int KeyDays { get; set; } = 30;
}
