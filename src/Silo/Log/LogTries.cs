namespace ZoomOrleans.Silo.Log;

/// <summary>
/// What is asked of a meeting's grain by nobody who waits for an answer: its log may be written at the same moment, or people
/// in it be renamed. The next activation reads it anew.
/// </summary>
static class LogTries
{
    const int TriesMax = 5;

    /// <exception cref="LogFailedException">It failed each time.</exception>
    public static async Task<T> Of<T>(Func<Task<T>> ask)
    {
        for (var tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (LogFailedException) when (tries < TriesMax)
            {
            }
        }
    }

    /// <inheritdoc cref="Of{T}"/>
    public static Task Of(Func<Task> ask) => Of(async () =>
    {
        await ask();
        return true;
    });
}
