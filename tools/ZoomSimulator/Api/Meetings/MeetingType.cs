namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>Zoom's numbers.</summary>
static class MeetingType
{
    public const int Instant = 1, Scheduled = 2, NoFixedTime = 3, PersonalRoom = 4, Recurring = 8;
}
