using System.Net.ServerSentEvents;

namespace ZoomOrleans.Api.Live;

/// <summary>What one watcher was told so far, and what comes next for them.</summary>
sealed class LiveTold
{
    Scope? _scope;
    LiveView? _seen;

    /// <summary>Of the moment that they know; 0: none.</summary>
    public long Number { get; private set; }

    /// <summary>
    /// Whoever has missed a moment, or may see more or less than before, gets the whole view again. Null where there is
    /// nothing new in what they may see.
    /// </summary>
    public SseItem<byte[]>? Next(LiveMoment moment, Scope scope)
    {
        var isSameScope = _scope is not null && AreSame(_scope, scope);
        var missed = isSameScope ? moment.Number - Number : long.MaxValue;
        (Number, _scope) = (moment.Number, scope);
        if (missed == 0)
            return null;
        return scope.Everybody ? missed == 1 ? moment.News : moment.Whole : Own(moment.View.Within(scope), isSameScope);
    }

    /// <summary>What is so little is made for each.</summary>
    SseItem<byte[]>? Own(LiveView view, bool isSameScope)
    {
        if (LiveChanges.Since(isSameScope ? _seen : null, view) is not { } news)
            return null;
        _seen = view;
        return LiveMoment.Json(news);
    }

    static bool AreSame(Scope one, Scope other) =>
        one.Everybody == other.Everybody && (one.Everybody || one.Students.ToHashSet().SetEquals(other.Students));
}
