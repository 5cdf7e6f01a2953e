using System.Net;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>Checks students in by the code that they enter. PostgreSQL knows the codes, this the keys for addresses.</summary>
sealed partial class CheckingIn(AddressKeys keys, ILogger<CheckingIn> logger)
{
    const string Check = "SELECT outcome, id FROM access.check_in($1, $2, $3)";

    /// <returns>201, or 200 with the first time where they had checked in before; or why not, with a code.</returns>
    public async Task<Results<Created<QrCheckIn>, Ok<QrCheckIn>, ProblemHttpResult>> Enter(
        UserSession user, EnteredCode entered, IPAddress? address)
    {
        if (!user.Caller.IsStudent)
            return Problems.Forbidden("Only students check in, each with their own account.");
        var (hash, key) = Hash(address);
        var (outcome, id) = (await user.Write(rows => rows.Query(
            Check, [entered.Canonical, hash, key], row => (row.GetString(0), row.ValueOrNull<Guid>(1))))).Single();
        if (id is null)
            return Refusal(outcome);
        var done = (await user.Find(QrCheckIn.ById, [id], QrCheckIn.Read))!;
        return outcome == "checkedIn" ? TypedResults.Created((string?)null, done) : TypedResults.Ok(done);
    }

    static ProblemHttpResult Refusal(string outcome) => outcome switch
    {
        "old" => Problems.Coded(
            409, "OLD_CODE", "This code was replaced by a new one. Scan the picture again, or enter the code that is shown now."),
        "closed" => Problems.Coded(
            409, "CHECK_IN_CLOSED", "This check-in is closed. If you were there, tell your teacher, who can correct your mark."),
        "notEnrolled" => Problems.Coded(
            403, "NOT_ENROLLED", "This code is for a class that you are not enrolled in. Scan the code of your own class, or ask "
            + "your school's office to enrol you."),
        "tooMany" => Problems.Coded(
            429, "TOO_MANY_CODES", "That were too many wrong codes. Wait ten minutes, and scan the picture instead of typing."),
        _ => Problems.Coded(
            422, "WRONG_CODE", "There is no such code. Scan the picture again, or look closely at the code that is shown now."),
    };

    /// <summary>Nobody is kept from checking in because there is no key: then only the hint for the teacher is lacking.</summary>
    (string? Hash, string? Key) Hash(IPAddress? address)
    {
        if (address is null)
            return (null, null);
        try
        {
            var key = keys.Current();
            return (key.HashOf(address), key.Id);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or FormatException)
        {
            LogNoKey(logger, exception.Message);
            return (null, null);
        }
    }

    [LoggerMessage(LogLevel.Error, "A check-in is kept without the hash of its address, there is no key: {Reason}")]
    static partial void LogNoKey(ILogger logger, string reason);
}
