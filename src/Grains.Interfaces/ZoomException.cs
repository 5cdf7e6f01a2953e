namespace ZoomOrleans;

/// <summary>Why Zoom has not done what it was asked for.</summary>
public enum ZoomFailure
{
    /// <summary>There are no credentials of an account.</summary>
    NotConfigured,

    /// <summary>The account's credentials, or what its app may do, are not enough.</summary>
    NotAuthorised,

    /// <summary>The host is no user of the account.</summary>
    UnknownHost,

    /// <summary>The host may not do it: no licence, or hosting is switched off.</summary>
    NotLicensed,

    /// <summary>There is no such meeting, or registrant, any more.</summary>
    Missing,

    /// <summary>Not while the meeting runs.</summary>
    InProgress,

    /// <summary>The meeting is over.</summary>
    Over,

    /// <summary>The meeting takes no more registrants.</summary>
    Full,

    /// <summary>What is asked for does not exist yet: a report of a meeting that ended just now.</summary>
    NotReady,

    /// <summary>A limit of the day is reached.</summary>
    UsedUp,

    /// <summary>What was asked for is not allowed, or not understood.</summary>
    Refused,

    /// <summary>No answer, or one that says nothing. It may have been done all the same.</summary>
    Unavailable,
}

/// <summary>Zoom has not done what it was asked for. The message says what to do about it.</summary>
[GenerateSerializer, Alias("ZoomException")]
public sealed class ZoomException : Exception
{
    /// <summary>For the serializer.</summary>
    public ZoomException() { }

    public ZoomException(ZoomFailure failure, string message, Exception? inner = null) : base(message, inner) =>
        Failure = failure;

    [Id(0)] public ZoomFailure Failure { get; init; }

    /// <summary>Zoom's own number of the error; 0 where it gave none.</summary>
    [Id(1)] public int Code { get; init; }

    /// <summary>When it is worth trying again; null where nobody knows, or waiting does not help.</summary>
    [Id(2)] public DateTimeOffset? Until { get; init; }

    /// <summary>An earlier try of the same call was not answered: it may have done what this one was refused for.</summary>
    [Id(3)] public bool MayBeDone { get; init; }
}
