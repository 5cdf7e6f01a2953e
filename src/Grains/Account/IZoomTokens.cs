namespace ZoomOrleans.Account;

/// <summary>Zoom's OAuth server, which gives an account's own token.</summary>
public interface IZoomTokens
{
    /// <exception cref="ZoomException">It gives none.</exception>
    Task<ZoomToken> Get();
}

/// <param name="Text">Goes into the calls.</param>
/// <param name="Lifetime">From when it was given.</param>
/// <param name="Api">Where it is to be used; null: Zoom does not say.</param>
public sealed record ZoomToken(string Text, TimeSpan Lifetime, Uri? Api = null)
{
    /// <summary>Not its text.</summary>
    public override string ToString() => $"a token for {Lifetime}";
}
