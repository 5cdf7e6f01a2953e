using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Api.Meetings;

/// <summary>Why somebody is not registered.</summary>
static class RegistrationProblems
{
    public static ProblemHttpResult NotConnected => Problems.ZoomNotConfigured;

    public static ProblemHttpResult NotEnrolled =>
        Problems.Coded(422, "NOT_ENROLLED", "The student is enrolled in no class. Enrol them first.");

    public static ProblemHttpResult DomainRestricted(RegistrationRule rule) => Problems.Coded(
        422, "DOMAIN_RESTRICTED",
        $"Students are registered only under an e-mail address of {string.Join(" or ", rule.Domains)}. Change the address, "
        + "or Registration__AllowedEmailDomains.");
}
