using ZoomOrleans.Erasure;

namespace ZoomOrleans;

/// <summary>
/// What is done to the log as a whole: the end of a meeting that Zoom reported and nobody scheduled here, and the renaming of
/// people who are to be forgotten. Afterwards this activation knows what the log no longer says, and ends.
/// </summary>
public sealed partial class MeetingGrain
{
    /// <summary>Null: nobody wanted it, or nothing was done.</summary>
    Task<bool>? _forgetting;

    bool IsBeingForgotten => _forgetting is not null;

    LogFailedException Forgotten => new($"The log of meeting {_meeting} is another now; the next activation reads it.");

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

    /// <exception cref="LogFailedException">They were in it: the next activation goes on.</exception>
    async Task Erase(IReadOnlyList<ErasedPerson> people)
    {
        _forgetting = EraseWhenQuiet(people);
        var isDone = true;
        try
        {
            isDone = await _forgetting;
        }
        finally
        {
            if (isDone)
                DeactivateOnIdle();
            else
                _forgetting = null;
        }
        if (isDone)
            throw Forgotten;
    }

    async Task<bool> EraseWhenQuiet(IReadOnlyList<ErasedPerson> people)
    {
        while (_onTheirWay.Count > 0)
            await Task.WhenAll(_onTheirWay.Values.Distinct());
        return await _log.Erase(_meeting, _fold.Seq, people);
    }

    /// <summary>Nothing may stand in the log behind what this activation knows and the log no longer has.</summary>
    async Task RecordAfterForgetting(Entry entry)
    {
        if (await _forgetting!)
            throw Forgotten;
        await RecordUnlessKnown(entry);
    }
}
