using CsCheck;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class RoundTripTests
{
    static readonly string[] Pieces =
        ["a", "Z", "7", " ", "\"", "\\", "/", "é", "–", "漢", "😀", "\n", "\t", "\u0001", "<", "{", "u0041", "a\u0303"];

    static readonly Gen<string> GenName = Gen.OneOf(Pieces).Array[0, 20].Select(p => "n" + string.Concat(p));
    static readonly Gen<string> GenId = Gen.Char["ABCabc0189-_+/="].Array[1, 30].Select(c => new string(c));
    static readonly Gen<string?> GenIdOrNone = GenId.Null();
    static readonly Gen<string> GenEmail = Gen.Char["abcxyz0189.-_+@é"].Array[1, 40].Select(c => new string(c));
    static readonly Gen<DateTimeOffset> GenTime =
        Gen.Long[946684800000, 4133980799999].Select(DateTimeOffset.FromUnixTimeMilliseconds);

    static readonly Gen<Fact> GenFact =
        from kind in Gen.OneOf(FactKind.Started, FactKind.Ended, FactKind.Joined, FactKind.Left)
        from run in GenId
        from at in Gen.OneOf(GenTime, GenTime.Select(t => DateTimeOffset.FromUnixTimeSeconds(t.ToUnixTimeSeconds())))
        from ids in Gen.Select(GenId, GenIdOrNone, GenIdOrNone, GenIdOrNone, GenIdOrNone)
        from name in GenName.Null()
        from email in GenEmail.Null()
        select kind is FactKind.Started or FactKind.Ended
            ? new Fact { Kind = kind, Run = run, At = at }
            : new Fact
            {
                Kind = kind, Run = run, At = at, UserId = ids.Item1, Connection = ids.Item2, RegistrantId = ids.Item3,
                ParticipantUserId = ids.Item4, ZoomUserId = ids.Item5, Name = name, Email = email,
            };

    [Fact]
    public void A_fact_comes_back_from_any_way_of_writing_it() =>
        Gen.Select(GenFact, Gen.Long[1, 999_999_999_999_999_999], Gen.Int).Sample(
            (fact, meetingId, layout) =>
                ZoomEvent.Parse(new ScrambledBody(new Random(layout)).Write(meetingId, fact))
                    .Equals(new ZoomEvent.Recorded(meetingId, fact)),
            iter: 3_000);
}
