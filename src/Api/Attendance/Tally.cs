namespace ZoomOrleans.Api.Attendance;

/// <summary>
/// How many lessons ended how: of a student, of a class, of one lesson's students. Only records are counted, so what was
/// cancelled or void or is still to come does not exist here. Waiting is a record whose status is not decided yet. Late
/// and left early are marks beside the status, whatever it is.
/// </summary>
public readonly record struct Tally(
    int Present, int Partial, int Absent, int Excused, int Waiting, int Late, int LeftEarly)
{
    /// <summary>
    /// The part that was attended, from 0 to 1; null where no lesson counts. Excused and waiting lessons count on neither
    /// side: they do not hurt. Partial counts as not present: the policy says from when on a lesson was attended, and a
    /// rate with a threshold of its own would contradict the marks beside it.
    /// </summary>
    public double? Rate => Present + Partial + Absent is > 0 and var decided ? (double)Present / decided : null;

    /// <summary>So many lessons with the same mark.</summary>
    /// <param name="status">Null while it is not decided.</param>
    public static Tally Of(AttendanceStatus? status, bool late, bool leftEarly, int lessons = 1) => new(
        Present: status is AttendanceStatus.Present ? lessons : 0,
        Partial: status is AttendanceStatus.Partial ? lessons : 0,
        Absent: status is AttendanceStatus.Absent ? lessons : 0,
        Excused: status is AttendanceStatus.Excused ? lessons : 0,
        Waiting: status is null ? lessons : 0,
        Late: late ? lessons : 0,
        LeftEarly: leftEarly ? lessons : 0);

    public static Tally Sum(IEnumerable<Tally> tallies) => tallies.Aggregate(default(Tally), (sum, one) => sum + one);

    public static Tally operator +(Tally one, Tally other) => new(
        one.Present + other.Present, one.Partial + other.Partial, one.Absent + other.Absent,
        one.Excused + other.Excused, one.Waiting + other.Waiting, one.Late + other.Late,
        one.LeftEarly + other.LeftEarly);
}
