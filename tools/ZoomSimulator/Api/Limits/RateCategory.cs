namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>How dear a call is to Zoom; each category has a limit of its own for the whole account.</summary>
public enum RateCategory
{
    Light,
    Medium,
    Heavy,
}
