using ZoomOrleans.Attendance;

namespace ZoomOrleans.Api.Attendance;

/// <summary>The school's policy, for the classes that have none of their own.</summary>
/// <param name="Current">What holds today.</param>
/// <param name="Items">Its versions by date; each holds until the next one.</param>
public sealed record SchoolPolicies(Policy Current, IReadOnlyList<Policy> Items)
{
    public static SchoolPolicies Of(IReadOnlyList<Policy> versions, DateOnly today) =>
        new(Policy.InForce(versions, today) ?? Policy.Default, versions);
}

/// <summary>A class's policy.</summary>
/// <param name="Current">What holds today: the class's own, else the school's.</param>
/// <param name="Items">The class's own versions by date; each holds until the next one.</param>
/// <param name="School">What holds where the class has none of its own yet.</param>
public sealed record ClassPolicies(Policy Current, IReadOnlyList<Policy> Items, SchoolPolicies School)
{
    public static ClassPolicies Of(IReadOnlyList<Policy> versions, SchoolPolicies school, DateOnly today) =>
        new(Policy.InForce(versions, today) ?? school.Current, versions, school);
}
