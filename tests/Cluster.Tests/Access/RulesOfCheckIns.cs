using System.Buffers.Binary;
using System.Security.Cryptography;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Check-ins of a class, who checked in, and what nobody sees of it.</summary>
static class RulesOfCheckIns
{
    /// <summary>The class's teacher opens and closes them, and sees them; who checked in, that one; nobody the secret.</summary>
    public static readonly TableRule<CheckInRow> CheckIns = new()
    {
        Table = "check_ins",
        Key = [nameof(CheckInRow.Id)],
        Hidden = ["secret"],
        All = school => school.CheckIns,
        Reads = (who, one) => Supervises(who, one) || who.School.CheckedIn.Any(
            done => done.CheckInId == one.Id && who.IsOrIsParentOf(done.StudentId)),
        Adds = (who, one) => who.Is(one.OpenedBy) && Supervises(who, one)
            && (one.MeetingId is null || who.School.Meetings.Any(meeting => meeting.Id == one.MeetingId && meeting.ClassId == one.ClassId)),
        NotGiven = [nameof(CheckInRow.Secret), nameof(CheckInRow.OpenedAt)],
        Changes = (who, one, _) => Supervises(who, one),
        Fixed = one => (one.Id, one.ClassId, one.OpenedBy, one.MeetingId),
        New = (who, choice) =>
        {
            var meeting = choice.OneIn(2) ? choice.Of(who.School.Meetings) : null;
            return new CheckInRow(
                choice.NewId(), choice.Mostly(meeting?.ClassId, [.. who.School.Classes.Select(one => one.Id)])!.Value,
                who.School.Now.AddDays(1), RulesOfPeople.AnyUser(who, choice), $"\\x{choice.NewId():N}{choice.NewId():N}",
                who.School.Now, meeting?.Id, meeting is null ? null : "lesson");
        },
        Wish = (who, choice, one) => choice.OneIn(3)
            ? one with { ClassId = choice.Of(who.School.Classes).Id } : one with { ClosesAt = who.School.Now.AddDays(2) },
        Swept = [nameof(CheckInRow.ClosesAt)],
        Sweep = (who, one) => one with { ClosesAt = who.School.Now.AddDays(3) },
    };

    /// <summary>One's own, one's children's, and those of classes that one teaches; without the address's hash.</summary>
    public static readonly TableRule<CheckedInRow> CheckedIn = new()
    {
        Table = "qr_checkins",
        Key = [nameof(CheckedInRow.Id)],
        Hidden = ["ip_hash", "key_id"],
        All = school => school.CheckedIn,
        Reads = (who, done) => who.IsAdmin || who.IsOrIsParentOf(done.StudentId) || who.Teaches(done.ClassId),
        New = (who, choice) => new CheckedInRow(
            choice.NewId(), choice.NewId(), choice.Of(who.School.Classes).Id, RulesOfPeople.AnyUser(who, choice), null, null),
        Wish = (who, choice, done) => done with { StudentId = RulesOfPeople.AnyUser(who, choice) },
        Swept = [nameof(CheckedInRow.StudentId)],
        Sweep = (who, done) => done with { StudentId = who.School.Users[0].Id },
    };

    public static readonly TableRule<AddressKeyRow> Keys = new()
    {
        Table = "ip_hash_keys",
        Key = [nameof(AddressKeyRow.Id)],
        All = school => school.AddressKeys,
        New = (_, choice) => new AddressKeyRow($"{choice.NewId():N}"[..16], RandomPeople.Now),
        Wish = (who, _, key) => key with { UsedSince = who.School.Now.AddDays(1) },
        Swept = [nameof(AddressKeyRow.UsedSince)],
        Sweep = (who, key) => key with { UsedSince = who.School.Now.AddDays(2) },
    };

    public static readonly TableRule<MissRow> Misses = new()
    {
        Table = "check_in_misses",
        Key = [nameof(MissRow.UserId)],
        All = school => school.Misses,
        New = (who, choice) => new MissRow(RulesOfPeople.AnyUser(who, choice), 1),
        Wish = (_, _, one) => one with { Misses = 2 },
        Swept = [nameof(MissRow.Misses)],
        Sweep = (_, one) => one with { Misses = 3 },
    };

    /// <summary>Whoever has the code and belongs to the class now checks in, by themselves.</summary>
    public static Attempt? Enter(Viewer who, Choice choice)
    {
        if (who.School.CheckIns is not { Length: > 0 } all)
            return null;
        var one = choice.Of(all);
        var mayEnter = who.IsInNow(one.ClassId) && one.ClosesAt > who.School.Now;
        return new Attempt(
            $"SELECT FROM access.check_in('{Code(one)}', NULL, NULL) WHERE outcome IN ('checkedIn', 'again')", mayEnter ? 1 : 0);
    }

    /// <summary>What the functions say of check-ins: codes of open ones, and who shares an address.</summary>
    public static IEnumerable<string> Answers(Viewer who) =>
    [
        .. from one in who.School.CheckIns
           where Supervises(who, one) && one.ClosesAt > who.School.Now
           select $"check_in_code {one.Id}",
        .. from one in who.School.CheckIns
           where Supervises(who, one)
           from together in who.School.CheckedIn.Where(done => done.CheckInId == one.Id && done.IpHash is not null)
               .GroupBy(done => done.IpHash)
           where together.Count() > 1
           from done in together
           let isSibling = together.Any(other => other != done && HaveAParent(who.School, done.StudentId, other.StudentId))
           select $"suspicions_of {one.Id} {done.StudentId} {(isSibling ? "t" : "f")}",
    ];

    static bool HaveAParent(SchoolRows school, Guid one, Guid other) => school.Children.Any(link =>
        link.StudentId == one && school.Children.Any(also => also.StudentId == other && also.ParentId == link.ParentId));

    static bool Supervises(Viewer who, CheckInRow one) => who.IsAdmin || who.Teaches(one.ClassId);

    /// <summary>The code of now; should the next step begin meanwhile, it is accepted still.</summary>
    static string Code(CheckInRow one)
    {
        var step = new byte[8];
        BinaryPrimitives.WriteInt64BigEndian(step, DateTimeOffset.UtcNow.ToUnixTimeSeconds() / 30);
        var bits = BinaryPrimitives.ReadUInt32BigEndian(HMACSHA256.HashData(Convert.FromHexString(one.Secret[2..]), step));
        return string.Concat(Enumerable.Range(0, 6).Select(
            place => "0123456789ABCDEFGHJKMNPQRSTVWXYZ"[(int)(bits >> (5 * place) & 31)]));
    }
}
