using System.Globalization;
using System.Text.Json.Nodes;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// The <c>participant</c> of Zoom's events. What Zoom does not know is "", null or absent, as it pleases.
/// </summary>
static class Participant
{
    const double IdentityKeysAbsent = 0.1;

    public static JsonObject Joined(Connection connection, Stay stay)
    {
        var json = Known(connection, stay);
        json["join_time"] = Payload.Time(stay.Join);
        if (RegistrantId(connection) is null)
            AddEmptyRegistrant(json, connection.Wording.Fork($"registrant {stay.UserId}"));
        return json;
    }

    public static JsonObject Left(Connection connection, Stay stay, string reason)
    {
        var json = Known(connection, stay);
        json["leave_time"] = Payload.Time(stay.Leave);
        json["leave_reason"] = reason;
        json["registrant_id"] = RegistrantId(connection) ?? "";
        json["private_ip"] = $"192.168.{connection.Wording.Fork("private ip").Between(0, 3)}.17";
        return json;
    }

    public static JsonObject JoinedRoom(Connection connection, Stay room, Stay before)
    {
        var json = InRoom(connection, room, before);
        json["join_time"] = Payload.Time(room.Join);
        return json;
    }

    public static JsonObject LeftRoom(Connection connection, Stay room, Stay before)
    {
        var json = InRoom(connection, room, before);
        json["leave_time"] = Payload.Time(room.Leave);
        json["leave_reason"] = "Leave breakout room.";
        return json;
    }

    public static JsonObject Bound(Connection client, Stay stay, Connection call, DateTimeOffset at)
    {
        var json = Known(client, stay);
        json["bind_user_id"] = Number(call.Stays[0].UserId);
        json["bind_participant_uuid"] = call.Uuid;
        json["phone_number"] = PhoneNumber(call);
        json["date_time"] = Payload.Time(at);
        return json;
    }

    public static JsonObject Waiting(Connection connection) => new()
    {
        ["id"] = ZoomUserId(connection) ?? "",
        ["user_name"] = connection.Name,
    };

    public static JsonObject Known(Connection connection, Stay stay)
    {
        var json = Identity(connection, Number(stay.UserId));
        if (RegistrantId(connection) is { } registrant)
            json["registrant_id"] = registrant;
        if (connection.Device == Device.Telephone)
            json["phone_number"] = PhoneNumber(connection);
        else
            json["public_ip"] = PublicIp(connection);
        return json;
    }

    static JsonObject Identity(Connection connection, string userId)
    {
        var json = new JsonObject { ["user_id"] = userId, ["user_name"] = connection.Name };
        var zoomUser = ZoomUserId(connection);
        if (zoomUser is not null || !connection.Wording.Fork("identity").Happens(IdentityKeysAbsent))
        {
            json["id"] = zoomUser ?? "";
            // Of somebody who is signed in and had to register, this is the registrant.
            json["participant_user_id"] = zoomUser is null ? "" : RegistrantId(connection) ?? zoomUser;
        }
        json["participant_uuid"] = connection.Uuid;
        json["email"] = IsCall(connection) ? "" : connection.Person.Email ?? "";
        return json;
    }

    static JsonObject InRoom(Connection connection, Stay room, Stay before)
    {
        var parent = Number(before.UserId);
        var since = room.Join.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);
        var json = Identity(connection, $"{parent}{since}:000");
        json["public_ip"] = PublicIp(connection);
        json["parent_user_id"] = parent;
        return json;
    }

    static void AddEmptyRegistrant(JsonObject json, Chance chance)
    {
        if (chance.Happens(0.6))
            json["registrant_id"] = chance.One(null, "");
    }

    static bool IsCall(Connection connection) => connection.Device == Device.Telephone;

    static string? ZoomUserId(Connection connection) => IsCall(connection) ? null : connection.Person.ZoomUserId;

    static string? RegistrantId(Connection connection) => IsCall(connection) ? null : connection.Person.RegistrantId;

    static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);

    /// <summary>Of the ranges that are set aside for documentation.</summary>
    static string PublicIp(Connection connection)
    {
        var chance = connection.Wording.Fork("public ip");
        return $"{chance.One("192.0.2", "198.51.100", "203.0.113")}.{chance.Between(1, 254)}";
    }

    static string PhoneNumber(Connection call) => $"1555010{call.Wording.Fork("phone").Between(1000, 1999)}";
}
