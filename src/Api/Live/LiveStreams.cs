using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Extensions.Options;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Live;

/// <summary>The streams that are open in this process, counted, and whose they are.</summary>
sealed class LiveStreams(IOptions<LiveOptions> options)
{
    readonly Dictionary<Guid, int> _ofUser = [];
    int _all;

    /// <returns>Null where there is one more now, which has to <see cref="Leave"/>; else why not.</returns>
    public ProblemHttpResult? Enter(Guid user)
    {
        lock (_ofUser)
        {
            var own = _ofUser.GetValueOrDefault(user);
            if (own >= options.Value.StreamsPerUserMax)
                return Problems.Coded(429, "TOO_MANY_STREAMS",
                    $"You watch {own} lessons live already, and one person may not watch more. Close a page that shows a lesson, "
                    + "or end a program that watches one, and try again.");
            if (_all >= options.Value.StreamsMax)
                return Problems.Coded(503, "TOO_MANY_STREAMS",
                    $"{_all} people watch lessons live here, and there is room for no more. Try again in a minute; without the "
                    + "stream, the same is answered at the same address without /stream.");
            (_ofUser[user], _all) = (own + 1, _all + 1);
            return null;
        }
    }

    public void Leave(Guid user)
    {
        lock (_ofUser)
        {
            _all--;
            if (--_ofUser[user] == 0)
                _ofUser.Remove(user);
        }
    }
}
