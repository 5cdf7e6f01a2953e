using System.Security.Claims;

namespace ZoomOrleans.Api.Access;

/// <summary>Who makes a request: one of our users, with the role that the database gives them at this moment.</summary>
public sealed record Caller(Guid Id, string Role)
{
    public const string Admin = "admin";
    public const string Teacher = "teacher";
    public const string Student = "student";
    public const string Parent = "parent";

    const string IdClaim = "zoomorleans/id";
    const string RoleClaim = "zoomorleans/role";
    const string IssuerClaim = "zoomorleans/issuer";
    const string SubjectClaim = "zoomorleans/subject";

    /// <summary>The linked identity by which they signed in; null where none was needed.</summary>
    public (string Issuer, string Subject)? Identity { get; init; }

    public bool IsAdmin => Role == Admin;

    public bool IsTeacher => Role == Teacher;

    public bool IsStudent => Role == Student;

    public static ValueTask<Caller?> BindAsync(HttpContext context) => ValueTask.FromResult<Caller?>(Of(context.User));

    /// <exception cref="InvalidOperationException">The route lets in whoever comes, so nobody can be named.</exception>
    public static Caller Of(ClaimsPrincipal principal) =>
        principal.FindFirstValue(IdClaim) is { } id
            ? new Caller(Guid.Parse(id), principal.FindFirstValue(RoleClaim)!)
            {
                Identity = principal.FindFirstValue(IssuerClaim) is { } issuer
                    ? (issuer, principal.FindFirstValue(SubjectClaim)!) : null,
            }
            : throw new InvalidOperationException("This request has no caller: its route must require one.");

    public ClaimsIdentity ToIdentity(string scheme) =>
        new([new Claim(IdClaim, Id.ToString()), new Claim(RoleClaim, Role), .. IdentityClaims()], scheme, IdClaim, RoleClaim);

    IEnumerable<Claim> IdentityClaims() => Identity is var (issuer, subject)
        ? [new Claim(IssuerClaim, issuer), new Claim(SubjectClaim, subject)] : [];
}
