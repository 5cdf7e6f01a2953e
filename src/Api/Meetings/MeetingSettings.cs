using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Meetings;

/// <summary>What is asked of the fields that a new meeting and a change of one have in common.</summary>
static class MeetingSettings
{
    const int SettingsCharactersMax = 16 * 1024;

    public static IEnumerable<ValidationResult> Problems(string? timezone, JsonElement? settings)
    {
        if (timezone is not null && !WallClock.TryFindZone(timezone, out _))
            yield return new ValidationResult("Expected the IANA name of a zone, such as Asia/Manila.", ["timezone"]);
        if (settings is { ValueKind: not JsonValueKind.Object and not JsonValueKind.Null })
            yield return new ValidationResult("Expected an object.", ["settings"]);
        else if (settings?.GetRawText().Length > SettingsCharactersMax)
            yield return new ValidationResult($"Longer than {SettingsCharactersMax} characters.", ["settings"]);
    }
}
