namespace ZoomOrleans;

/// <summary>So much waits to be written that no more is taken in. Nothing was recorded: try again in seconds.</summary>
[GenerateSerializer, Alias("LogOverloadedException")]
public sealed class LogOverloadedException : Exception
{
    /// <summary>For the serializer.</summary>
    public LogOverloadedException() { }

    public LogOverloadedException(string message) : base(message) { }
}

/// <summary>
/// An append failed or its outcome is unknown (another activation was ahead, the database did not answer): this
/// activation writes no more, and the next one reads the log anew.
/// </summary>
[GenerateSerializer, Alias("LogFailedException")]
public sealed class LogFailedException : Exception
{
    /// <summary>For the serializer.</summary>
    public LogFailedException() { }

    public LogFailedException(string message) : base(message) { }
}
