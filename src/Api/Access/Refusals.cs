namespace ZoomOrleans.Api.Access;

/// <summary>Why somebody is not let in.</summary>
public enum Refusal
{
    /// <summary>No user has this identity, and none the e-mail address that its issuer vouches for.</summary>
    Unknown,

    /// <summary>Nobody has this identity yet, and its issuer does not vouch for the e-mail address.</summary>
    EmailNotVerified,

    /// <summary>
    /// The user with this e-mail address signs in with another identity of the same issuer: the address may have gone
    /// to another person since.
    /// </summary>
    EmailLinkedAlready,

    /// <summary>A bearer token that is expired, forged, for another audience, or not readable.</summary>
    TokenInvalid,

    /// <summary>The OpenID provider does not answer.</summary>
    ProviderAway,

    /// <summary>The provider's answer is too old, was not asked for, or says that the person gave up.</summary>
    Unfinished,
}

/// <summary>Every sign-in that is refused comes by here, with its reason: by token, or by way of the pages.</summary>
public static partial class Refusals
{
    /// <param name="context">The request that is refused.</param>
    /// <param name="reason">Why.</param>
    /// <param name="identity">Who it was, where that is known for sure.</param>
    /// <param name="cause">What went wrong, where something did.</param>
    public static Task Refused(
        this HttpContext context, Refusal reason, ExternalIdentity? identity = null, Exception? cause = null)
    {
        // The issuer alone: subjects and addresses are people.
        var logger = context.RequestServices.GetRequiredService<ILoggerFactory>().CreateLogger(typeof(Refusals));
        LogRefused(logger, reason, identity?.Issuer ?? "nobody", cause?.Message);
        return Task.CompletedTask;
    }

    [LoggerMessage(LogLevel.Information, "A sign-in was refused: {Reason}, vouched for by {Issuer}. {Cause}")]
    static partial void LogRefused(ILogger logger, Refusal reason, string issuer, string? cause);
}
