namespace ZoomOrleans;

/// <summary>
/// Brings Zoom's registrants of a meeting to what is wanted: who belongs to it has a link that works, who no longer does
/// has none. What is wanted follows from the tables. The key is <c>z:</c> and Zoom's number (<see cref="MeetingKey"/>).
/// </summary>
[Alias("IRegistrationGrain")]
public interface IRegistrationGrain : IGrainWithStringKey
{
    /// <summary>
    /// Completes when a pass is over that began after this call. What has failed is tried again later, by itself; it
    /// stands in the registrants' rows.
    /// </summary>
    [Alias("Drive")]
    Task Drive();

    /// <summary>The same at the call of the meeting's due row; does not wait for it.</summary>
    [Alias("DriveDue")]
    Task DriveDue();

    /// <summary>Whether somebody is to have a link that works, whatever Zoom knows of it. Waits for no pass.</summary>
    [Alias("IsWanted")]
    Task<bool> IsWanted(Guid user);
}
