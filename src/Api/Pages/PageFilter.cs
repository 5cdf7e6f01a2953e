using ZoomOrleans.Api.Attendance;

namespace ZoomOrleans.Api.Pages;

/// <summary>
/// Which days and which class a page is asked for. What nobody filled in, a browser sends empty: it is as if left out.
/// </summary>
public sealed record PageFilter(DayFilter Days, Guid? ClassId)
{
    public static ValueTask<PageFilter?> BindAsync(HttpContext context)
    {
        var query = context.Request.Query;
        return ValueTask.FromResult<PageFilter?>(new PageFilter(
            new DayFilter(Read<TimeOrDate>(query, "from"), Read<TimeOrDate>(query, "to")), Read<Guid>(query, "classId")));
    }

    static T? Read<T>(IQueryCollection query, string name) where T : struct, IParsable<T> =>
        $"{query[name]}" is not { Length: > 0 } text ? null
        : T.TryParse(text, null, out var value) ? value
        : throw new BadHttpRequestException($"The parameter '{name}' cannot be read: '{text}'.");
}
