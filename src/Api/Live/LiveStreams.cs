using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Live;

/// <summary>The streams that are open in this process, and whose they are.</summary>
sealed class LiveStreams(IOptions<LiveOptions> options)
{
    /// <summary>Each person's in the order in which they were opened.</summary>
    readonly Dictionary<Guid, List<LiveStream>> _ofUser = [];
    int _all;

    /// <summary>
    /// One more. Of somebody who has as many as they may, the oldest ends for it: mostly nobody reads that any more, as it
    /// broke off unnoticed.
    /// </summary>
    /// <returns>Null where it is open now, and has to <see cref="Leave"/>; else why not.</returns>
    public ProblemHttpResult? Enter(Guid user, LiveStream stream)
    {
        lock (_ofUser)
        {
            var own = _ofUser.GetValueOrDefault(user, []);
            if (own.Count >= options.Value.StreamsPerUserMax)
            {
                own[0].Replace();
                Leave(user, own[0]);
            }
            else if (_all >= options.Value.StreamsMax)
                return Problems.Coded(503, "TOO_MANY_STREAMS",
                    $"{_all} people watch lessons live here, and there is room for no more. Try again in a minute; without the "
                    + "stream, the same is answered at the same address without /stream.");
            own.Add(stream);
            (_ofUser[user], _all) = (own, _all + 1);
            return null;
        }
    }

    /// <summary>Of one that is not open nothing changes.</summary>
    public void Leave(Guid user, LiveStream stream)
    {
        lock (_ofUser)
        {
            if (!_ofUser.TryGetValue(user, out var own) || !own.Remove(stream))
                return;
            _all--;
            if (own.Count == 0)
                _ofUser.Remove(user);
        }
    }
}
