using System.Globalization;
using ZoomOrleans.Api.Administration;

namespace ZoomOrleans.Api.Pages.Admin;

/// <summary>One kind and its days, as the form was filled in; without days for ever.</summary>
public sealed record RetentionForm(string Kind, string Days)
{
    public static string Problem => $"How long is a number of days from 1 to {WantedPeriod.DaysMax}, or nothing for ever.";

    /// <returns>Null where it cannot be meant.</returns>
    public RetentionChange? ToRequest()
    {
        if (EnumText.Find<RetentionKind>(Kind) is not { } kind)
            return null;
        if (Days.Length == 0)
            return Of(kind, null);
        return int.TryParse(Days, CultureInfo.InvariantCulture, out var days) && days is >= 1 and <= WantedPeriod.DaysMax
            ? Of(kind, days) : null;
    }

    public static async ValueTask<RetentionForm?> BindAsync(HttpContext context)
    {
        if (!context.Request.HasFormContentType)
            return new("", "");
        var form = await context.Request.ReadFormAsync(context.RequestAborted);
        return new($"{form["kind"]}", $"{form["days"]}".Trim());
    }

    static RetentionChange Of(RetentionKind kind, int? days) => new() { Items = [new() { Kind = kind, Days = days }] };
}
