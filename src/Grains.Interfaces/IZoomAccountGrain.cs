using System.Collections.Immutable;

namespace ZoomOrleans;

/// <summary>
/// A Zoom account: its token, and who may call its API when, so that all processes together keep to Zoom's limits. It
/// makes no call itself. The key is the account's id behind <c>zoom:</c>.
/// </summary>
[Alias("IZoomAccountGrain")]
public interface IZoomAccountGrain : IGrainWithStringKey
{
    /// <summary>A turn, and the token to use. What is used up today is refused at once.</summary>
    /// <param name="call">What will be called.</param>
    /// <param name="refusedToken">A token that Zoom has refused: another one is got. Null: none was.</param>
    /// <param name="patience">Who would wait longer for the turn is refused, and nothing is counted.</param>
    /// <exception cref="ZoomException">A limit of the day is reached, too many wait, or Zoom gives no token.</exception>
    [Alias("Permit")]
    Task<ZoomPermit> Permit(ZoomCall call, string? refusedToken, TimeSpan patience);

    /// <summary>A call that was permitted was not made, or Zoom has not counted it.</summary>
    /// <param name="call">The call.</param>
    /// <param name="day">The permit's. Of another day than this nothing is given back.</param>
    [Alias("GiveBack")]
    Task GiveBack(ZoomCall call, DateOnly day);

    /// <summary>Zoom refused a call by a limit of the day, whatever was counted here.</summary>
    /// <param name="call">With a host: it is the host's limit; without: that of all calls of the weight.</param>
    /// <param name="until">When Zoom takes them again.</param>
    [Alias("Refused")]
    Task Refused(ZoomCall call, DateTimeOffset until);

    /// <summary>Zoom has told whom an address names: what is counted for it is counted for them.</summary>
    /// <param name="address">By which Zoom was told of a host.</param>
    /// <param name="id">The host's own.</param>
    [Alias("Name")]
    Task Name(string address, string id);

    /// <summary>Somebody's data is erased: they are counted no more, by whatever Zoom knew them.</summary>
    [Alias("Forget")]
    Task Forget(ImmutableArray<string> hosts);

    /// <summary>What is used of a host's day; makes no call.</summary>
    /// <param name="host">By id or address.</param>
    [Alias("DayOf")]
    Task<ZoomHostDay> DayOf(string host);

    /// <summary>What is used of the limits; makes no call.</summary>
    [Alias("Usage")]
    Task<ZoomUsage> Usage();
}
