using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using CsCheck;
using ZoomOrleans.Attendance;
using ZoomOrleans.Core.Tests.Attendance;
using ZoomOrleans.Erasure;

namespace ZoomOrleans.Core.Tests.Erasure;

/// <summary>
/// Attendance follows from a log whose people have other names just as from the log with their own. For random lessons; a
/// failure prints its seed, which the environment variable CsCheck_Seed replays.
/// </summary>
public sealed partial class RenamingTests
{
    /// <summary>Behind a value it keeps its place in any order.</summary>
    const string Mark = "~";

    static readonly long Cases = Math.Max(2000, Check.Iter);

    static readonly Gen<(Entry[] Log, DateTimeOffset Now, string Who)> Lessons =
        from log in AnyLesson.Log
        from now in AnyLesson.Now
        from who in Gen.OneOf(AnySchool.People)
        select (log, now, who);

    [Fact]
    public void A_log_renamed_gives_the_attendance_renamed() => Lessons.Sample(
        lesson =>
        {
            var renaming = Marking(lesson.Who);
            Assert.Equal(
                Renamed(Everything(lesson.Log, lesson.Now), lesson.Who),
                Everything([.. lesson.Log.Select(renaming.Of)], lesson.Now));
        },
        iter: Cases,
        print: lesson => $"{lesson.Who}\n{string.Join('\n', lesson.Log.AsEnumerable())}");

    [Fact]
    public void What_is_written_to_the_log_and_read_again_is_renamed_as_well() => Lessons.Sample(lesson =>
    {
        var renaming = Marking(lesson.Who);
        var contexts = lesson.Log.OfType<MeetingContext>().Select(renaming.Of).OfType<MeetingContext>();
        Assert.DoesNotContain(contexts, context => MeetingContextJson.Write(context).Contains(
            $"{Meeting.User(lesson.Who)}", StringComparison.Ordinal));
        var decisions = lesson.Log.OfType<Decision>().Select(renaming.Of).OfType<Decision>();
        Assert.DoesNotContain(decisions, decision => DecisionJson.Write(decision).Contains(
            $"{Meeting.User(lesson.Who)}", StringComparison.Ordinal));
    });

    static Renaming Marking(string who) => new(
        Meeting.User(who), Marked(who),
        ValuesOf(who).ToDictionary(value => value, value => value + Mark), new Dictionary<string, string> { [who] = who + Mark },
        fullName: null);

    static string[] ValuesOf(string who) => [AnySchool.Registrant(who), AnySchool.Email(who), AnySchool.ZoomUser(who)];

    static Guid Marked(string who)
    {
        var bytes = Meeting.User(who).ToByteArray();
        bytes[^1] = (byte)'~';
        return new Guid(bytes);
    }

    static string Renamed(string everything, string who)
    {
        everything = everything.Replace($"{Meeting.User(who)}", $"{Marked(who)}", StringComparison.Ordinal);
        foreach (var value in ValuesOf(who).Append(who).Append($"name {who}"))
            everything = everything.Replace($"\"{value}\"", $"\"{value}{Mark}\"", StringComparison.Ordinal);
        return everything;
    }

    /// <summary>
    /// Without the ids of guests, which are made of what stands beside them, and without the order of overrides, which is none.
    /// </summary>
    static string Everything(Entry[] entries, DateTimeOffset now)
    {
        var everything = JsonSerializer.SerializeToNode(AttendanceRules.Of(Meeting.Number, entries, now))!.AsArray();
        foreach (var lesson in everything)
        {
            var decided = lesson!["Occurrence"]!["Decisions"]!;
            var overrides = decided["Overrides"]!.AsObject().OrderBy(one => one.Key, StringComparer.Ordinal);
            decided["Overrides"] = new JsonObject(overrides.Select(one => KeyValuePair.Create(one.Key, one.Value?.DeepClone())));
        }
        return GuestId().Replace(everything.ToJsonString(), "");
    }

    [GeneratedRegex("\"Id\":\"[0-9a-f]{24}\",")]
    private static partial Regex GuestId();
}
