using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>The <c>settings</c> of a meeting: kept and told as they were sent, over what Zoom has for those not sent.</summary>
static class MeetingSettings
{
    public static JsonObject Usual() => new()
    {
        ["host_video"] = false,
        ["participant_video"] = false,
        ["cn_meeting"] = false,
        ["in_meeting"] = false,
        ["join_before_host"] = false,
        ["jbh_time"] = 0,
        ["mute_upon_entry"] = false,
        ["watermark"] = false,
        ["use_pmi"] = false,
        ["approval_type"] = 2,
        ["audio"] = "both",
        ["auto_recording"] = "none",
        ["enforce_login"] = false,
        ["enforce_login_domains"] = "",
        ["alternative_hosts"] = "",
        ["close_registration"] = false,
        ["show_share_button"] = false,
        ["allow_multiple_devices"] = false,
        ["registrants_confirmation_email"] = true,
        ["waiting_room"] = false,
        ["registrants_email_notification"] = true,
        ["meeting_authentication"] = false,
        ["encryption_type"] = "enhanced_encryption",
        ["breakout_room"] = new JsonObject { ["enable"] = false },
        ["internal_meeting"] = false,
        ["private_meeting"] = false,
        ["email_notification"] = true,
        ["email_in_attendee_report"] = false,
    };

    public static JsonObject Changed(JsonObject settings, JsonObject by)
    {
        var changed = settings.DeepClone().AsObject();
        foreach (var (name, value) in by)
        {
            if (value is not null)
                changed[name] = value.DeepClone();
        }
        return changed;
    }

    /// <summary>Checks those that something follows from.</summary>
    public static Fields Check(JsonObject settings)
    {
        var fields = new Fields(settings, "settings.");
        fields.Number("approval_type", 0, 2);
        fields.Number("registration_type", 1, 3);
        foreach (var flag in new[] { "join_before_host", "waiting_room", "close_registration", "allow_multiple_devices" })
            fields.Flag(flag);
        fields.Number("jbh_time", 0, 15);
        return fields;
    }
}
