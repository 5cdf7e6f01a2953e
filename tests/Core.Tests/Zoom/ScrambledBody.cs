using System.Globalization;
using System.Text;

namespace ZoomOrleans.Core.Tests.Zoom;

/// <summary>Writes a fact as Zoom might: any order, unknown fields at any depth, any way to escape.</summary>
sealed class ScrambledBody(Random random)
{
    static readonly string[] Names = ["started", "ended", "participant_joined", "participant_left"];
    static readonly string[] Times = ["start_time", "end_time", "join_time", "leave_time"];

    public byte[] Write(long meetingId, Fact fact)
    {
        var time = (Times[(int)fact.Kind - 1], Time(fact.At));
        var isOfParticipant = fact.Kind is FactKind.Joined or FactKind.Left;
        List<(string, string?)> meeting = [("uuid", Text(fact.Run)), ("id", Either(meetingId))];
        meeting.Add(isOfParticipant ? ("participant", Participant(fact, time)) : time);
        var payload = Object([("object", Object(meeting)), ("old_object", Unknown(2))]);
        var name = Text($"meeting.{Names[(int)fact.Kind - 1]}");
        return Encoding.UTF8.GetBytes(
            Object([("event", name), ("event_ts", Either(Webhook.EventTime)), ("payload", payload)]));
    }

    string Participant(Fact fact, (string, string?) time) => Object(
    [
        time, ("user_id", Text(fact.UserId)), ("participant_uuid", Text(fact.Connection)),
        ("user_name", Text(fact.Name)), ("email", Text(fact.Email?.ToUpperInvariant())),
        ("registrant_id", Text(fact.RegistrantId)), ("participant_user_id", Text(fact.ParticipantUserId)), ("id", Text(fact.ZoomUserId)),
    ]);

    string Object(List<(string Name, string? Value)> properties)
    {
        for (var i = random.Next(3); i > 0; i--) properties.Add(($"x{i}", Unknown(2)));
        var shuffled = properties.ToArray();
        random.Shuffle(shuffled);
        var written = shuffled.Where(p => p.Value != null).Select(p => $"{Text(p.Name)}{Gap(':')}{p.Value}");
        return $"{{{string.Join(Gap(','), written)}}}";
    }

    string Unknown(int depth) => random.Next(depth > 0 ? 6 : 4) switch
    {
        0 => "null",
        1 => random.Next(2) == 0 ? "true" : "-1.5e3",
        2 => Text("uuid")!,
        3 => """{"uuid":"decoy","id":9,"user_id":"decoy","event":"meeting.ended"}""",
        4 => $"[{Unknown(depth - 1)},{Unknown(depth - 1)}]",
        _ => Object([("object", Unknown(depth - 1)), ("id", Unknown(depth - 1))]),
    };

    string? Text(string? text)
    {
        if (text is null) return random.Next(3) switch { 0 => null, 1 => "null", _ => "\"\"" };
        var json = new StringBuilder("\"");
        for (var i = 0; i < text.Length; i++)
            i += Append(json, text, i);
        return json.Append('"').ToString();
    }

    // Both halves of a pair are escaped, or none.
    int Append(StringBuilder json, string text, int at)
    {
        var length = char.IsHighSurrogate(text[at]) ? 2 : 1;
        var mustEscape = text[at] is '"' or '\\' or < ' ';
        if (!mustEscape && random.Next(4) > 0) json.Append(text, at, length);
        else foreach (var c in text.AsSpan(at, length)) json.Append(Escape(c));
        return length - 1;
    }

    string Escape(char c) => (c, random.Next(2)) switch
    {
        ('"' or '\\' or '/', 0) => $"\\{c}",
        ('\n', 0) => "\\n",
        ('\t', 0) => "\\t",
        (_, 0) => $"\\u{(int)c:x4}",
        _ => $"\\u{(int)c:X4}",
    };

    string Time(DateTimeOffset time) => (random.Next(3), time.Millisecond) switch
    {
        (0, 0) => $"\"{time:yyyy-MM-ddTHH:mm:ss}\"",
        (1, _) => $"\"{time.ToOffset(TimeSpan.FromHours(random.Next(-11, 14))):yyyy-MM-ddTHH:mm:ss.fffzzz}\"",
        _ => $"\"{time:yyyy-MM-ddTHH:mm:ss.fff}Z\"",
    };

    string Either(long number)
    {
        var digits = number.ToString(CultureInfo.InvariantCulture);
        return random.Next(2) == 0 ? digits : $"\"{digits}\"";
    }

    string Gap(char separator) => random.Next(3) == 0 ? $" \n{separator}\t" : $"{separator}";
}
