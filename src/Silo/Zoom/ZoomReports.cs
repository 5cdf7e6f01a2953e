namespace ZoomOrleans.Silo.Zoom;

/// <summary>What Zoom knows of runs that are over. Whatever else Zoom says is a <see cref="ZoomException"/>.</summary>
sealed class ZoomReports(IZoomApi api, ZoomAccount account)
{
    public bool IsConfigured => account.IsConfigured;

    /// <summary>Whether the meeting runs at this moment.</summary>
    public async Task<bool> IsRunning(long meeting) =>
        await Found(() => api.Get(meeting)) is { Status: "started" };

    /// <summary>The runs that Zoom has on its list; a run may be missing there for a while after its end.</summary>
    public async Task<IReadOnlyList<ZoomRunName>> Runs(long meeting) =>
        (await Found(() => api.Runs(meeting)))?.Meetings ?? [];

    /// <returns>Null where it has not ended, or Zoom does not say so yet.</returns>
    public Task<ZoomRun?> Run(string uuid) => Found(() => api.Run(RunId.InPath(uuid)));

    /// <summary>The report's rows, page by page: all who were in, be it in the waiting room or a breakout room.</summary>
    /// <exception cref="ZoomException">It does not exist yet: <see cref="ZoomFailure.NotReady"/>.</exception>
    public async IAsyncEnumerable<IReadOnlyList<ZoomReportRow>> Rows(string uuid)
    {
        await foreach (var page in ZoomPages.Of(async next =>
            await Found(() => api.Report(RunId.InPath(uuid), ZoomPages.Size, next)) ?? throw ZoomErrors.NotReady))
            yield return page.Participants;
    }

    static async Task<T?> Found<T>(Func<Task<T>> asked) where T : class
    {
        try
        {
            return await asked();
        }
        catch (ZoomException missing) when (missing.Failure == ZoomFailure.Missing)
        {
            return null;
        }
    }
}
