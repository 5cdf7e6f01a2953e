namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>The account's subscription; Business stands for those above it, too.</summary>
public enum ZoomPlan
{
    Free,
    Pro,
    Business,
}
