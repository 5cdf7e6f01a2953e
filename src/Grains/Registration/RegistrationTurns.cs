namespace ZoomOrleans.Registration;

/// <summary>
/// How many meetings of a silo are registered for at once. More would only wait for Zoom's turns longer, and a call that
/// waits too long for its turn fails.
/// </summary>
public sealed class RegistrationTurns : IDisposable
{
    const int AtOnceMax = 6;

    readonly SemaphoreSlim _turns = new(AtOnceMax);

    public async Task Take(Func<Task> work)
    {
        await _turns.WaitAsync();
        try
        {
            await work();
        }
        finally
        {
            _turns.Release();
        }
    }

    public void Dispose() => _turns.Dispose();
}
