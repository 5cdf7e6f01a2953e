namespace ZoomOrleans;

/// <summary>The end of a meeting that Zoom reported and nobody scheduled here.</summary>
public sealed partial class MeetingGrain
{
    /// <summary>Null: nobody wanted it forgotten, or it stays.</summary>
    Task<bool>? _forgetting;

    bool IsBeingForgotten => _forgetting is not null;

    LogFailedException Forgotten => new($"The log of meeting {_meeting} is forgotten; the next activation begins anew.");

    public async Task Forget()
    {
        // What is on its way is something new.
        if (_onTheirWay.Count > 0 || IsBeingForgotten)
            return;
        _forgetting = _log.Forget(_meeting, _fold.Seq);
        try
        {
            if (!await _forgetting)
                _forgetting = null;
        }
        finally
        {
            // Also where it is not known what became of it, or the log has grown behind this activation's back.
            DeactivateOnIdle();
        }
    }

    /// <summary>Nothing may stand in the log behind what this activation knows and the log no longer has.</summary>
    async Task RecordAfterForgetting(Entry entry)
    {
        if (await _forgetting!)
            throw Forgotten;
        await RecordUnlessKnown(entry);
    }
}
