using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

/// <summary>One body of every event we know, with people and ids that nobody has.</summary>
public sealed class SampleTests
{
    static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Zoom", "samples");

    // File, then what is kept of it.
    static readonly Dictionary<string, string> Expected = new()
    {
        ["app_deauthorized"] = "ignored",
        ["endpoint.url_validation"] = "validation Ab3dEf6hIj9lMn2pQr5tUv",
        ["meeting.created"] = "81234567890 meeting.created - 2026-02-27T13:46:40.456",
        ["meeting.created.recurring"] = "86555000111 meeting.created - 2026-02-27T13:48:20.456",
        ["meeting.deleted"] = "81234567890 meeting.deleted - 2026-02-27T19:20:00.764",
        ["meeting.deleted.occurrence"] = "86555000111 meeting.deleted 1773075600000 2026-02-27T19:21:40.764",
        ["meeting.ended"] = "81234567890 Ended 2026-03-02T18:02:19.000 - -",
        ["meeting.participant_admitted"] = "ignored",
        ["meeting.participant_bind"] = "ignored",
        ["meeting.participant_jbh_joined"] = "ignored",
        ["meeting.participant_jbh_waiting"] = "ignored",
        ["meeting.participant_jbh_waiting_left"] = "ignored",
        ["meeting.participant_joined"] = "81234567890 Joined 2026-03-02T17:00:05.000 16785408 91B827E2",
        ["meeting.participant_joined.host"] = "81234567890 Joined 2026-03-02T16:58:41.000 16778240 812B94EB",
        ["meeting.participant_joined.phone"] = "81234567890 Joined 2026-03-02T17:01:40.000 16791552 F7A42FE7",
        ["meeting.participant_joined.registrant"] = "81234567890 Joined 2026-03-02T17:00:09.000 16788480 DCCD96C2",
        ["meeting.participant_joined_breakout_room"] = "ignored",
        ["meeting.participant_joined_waiting_room"] = "ignored",
        ["meeting.participant_left"] = "81234567890 Left 2026-03-02T17:41:22.000 16785408 91B827E2",
        ["meeting.participant_left.disconnected"] = "81234567890 Left 2026-03-02T17:20:00.000 16788480 DCCD96C2",
        ["meeting.participant_left.host_ended"] = "81234567890 Left 2026-03-02T18:02:19.000 16788480 DCCD96C2",
        ["meeting.participant_left_breakout_room"] = "ignored",
        ["meeting.participant_left_waiting_room"] = "ignored",
        ["meeting.participant_put_in_waiting_room"] = "ignored",
        ["meeting.participant_role_changed"] = "ignored",
        ["meeting.registration_approved"] =
            "81234567890 meeting.registration_approved sBCQqhCjnN6fvlOwW0QCng 2026-02-28T17:34:20.572",
        ["meeting.registration_cancelled"] =
            "81234567890 meeting.registration_cancelled sBCQqhCjnN6fvlOwW0QCng 2026-02-28T17:34:40.572",
        ["meeting.registration_created"] =
            "81234567890 meeting.registration_created sBCQqhCjnN6fvlOwW0QCng 2026-02-28T17:33:20.572",
        ["meeting.registration_denied"] =
            "81234567890 meeting.registration_denied sBCQqhCjnN6fvlOwW0QCng 2026-02-28T17:34:30.572",
        ["meeting.started"] = "81234567890 Started 2026-03-02T16:58:41.000 - -",
        ["meeting.updated"] = "81234567890 meeting.updated - 2026-02-27T16:33:19.664",
    };

    public static TheoryData<string> Names => [.. Expected.Keys];

    [Theory, MemberData(nameof(Names))]
    public void Every_sample_is_read_as_expected(string name) =>
        Assert.Equal(Expected[name], Summary(ZoomEvent.Parse(Read(name))));

    [Fact]
    public void Every_sample_has_an_expectation() =>
        Assert.Equal(
            Expected.Keys.Order(StringComparer.Ordinal),
            Directory.GetFiles(Folder).Select(Path.GetFileNameWithoutExtension).Order(StringComparer.Ordinal));

    [Fact]
    public void A_registrant_is_read_with_all_that_may_identify_them()
    {
        var fact = FactOf("meeting.participant_joined.registrant");
        Assert.Equal(Webhook.Run, fact.Run);
        Assert.Equal("João Prado", fact.Name);
        Assert.Equal("joao.prado@example.org", fact.Email);
        Assert.Equal("sBCQqhCjnN6fvlOwW0QCng", fact.RegistrantId);
        Assert.Null(fact.ParticipantUserId);
        Assert.Null(fact.ZoomUserId);
        Assert.Equal(FactSource.Webhook, fact.Source);
    }

    [Fact]
    public void A_host_is_read_with_their_Zoom_user_id()
    {
        var fact = FactOf("meeting.participant_joined.host");
        Assert.Equal("Z7PbqLxneBAYkut3JJ2zLg", fact.ZoomUserId);
        Assert.Equal("Z7PbqLxneBAYkut3JJ2zLg", fact.ParticipantUserId);
        Assert.Null(fact.RegistrantId);
    }

    [Fact]
    public void A_guest_has_a_name_and_nothing_else()
    {
        var fact = FactOf("meeting.participant_joined");
        Assert.Equal("Mina Okafor", fact.Name);
        Assert.Null(fact.Email ?? fact.RegistrantId ?? fact.ParticipantUserId ?? fact.ZoomUserId);
    }

    internal static byte[] Read(string name) => File.ReadAllBytes(Path.Combine(Folder, $"{name}.json"));

    internal static IReadOnlyList<byte[]> ReadAll() => [.. Expected.Keys.Select(Read)];

    static Fact FactOf(string name) =>
        Assert.IsType<Fact>(Assert.IsType<ZoomEvent.Recorded>(ZoomEvent.Parse(Read(name))).Entry);

    static string Summary(ZoomEvent read) => read switch
    {
        ZoomEvent.Recorded { Entry: Fact fact } kept =>
            $"{kept.MeetingId} {fact.Kind} {Iso(fact.At)} {fact.UserId ?? "-"} {fact.Connection?[..8] ?? "-"}",
        ZoomEvent.Recorded { Entry: Notice notice } kept =>
            $"{kept.MeetingId} {notice.Event} {notice.Subject ?? "-"} {Iso(notice.At)}",
        ZoomEvent.UrlValidation validation => $"validation {validation.PlainToken}",
        ZoomEvent.Ignored => "ignored",
        _ => read.ToString(),
    };

    static string Iso(DateTimeOffset time) => $"{time:yyyy-MM-ddTHH:mm:ss.fff}";
}
