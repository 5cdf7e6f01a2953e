using System.Security.Cryptography;
using System.Text.Json;
using Microsoft.AspNetCore.Http.HttpResults;
using ZoomOrleans.Api.Http;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// A request that creates something, or does something large. With an <c>Idempotency-Key</c> it does so once: what was answered
/// is kept in the transaction that does it, and answered again to whoever repeats the request within 24 hours.
/// </summary>
public sealed class Creation(HttpContext context, UserSession user)
{
    public const string Header = "Idempotency-Key";

    const int KeyCharactersMax = 200;

    /// <summary>False while another request with the key is under way; the lock goes with its transaction.</summary>
    const string Lock = "SELECT pg_try_advisory_xact_lock(hashtextextended($1, 0))";

    const string Forget = """
        DELETE FROM idempotency_keys WHERE user_id = $1 AND created_at < now() - interval '24 hours'
        """;

    const string FindAnswer = """
        SELECT route, request_hash, location, body FROM idempotency_keys WHERE user_id = $1 AND key = $2
        """;

    const string KeepAnswer = """
        INSERT INTO idempotency_keys (user_id, key, route, request_hash, status, location, body)
        VALUES ($1, $2, $3, $4, $5, $6, $7)
        """;

    readonly string? _key = context.Request.Headers[Header].ToString() is { Length: > 0 } key ? key : null;

    readonly string _route = $"{context.Request.Method} {context.Request.Path}";

    public static ProblemHttpResult UnderWay =>
        Problems.Conflict($"A request with this {Header} is under way. Try again in a moment.");

    public static ProblemHttpResult UsedForAnother => Problems.Unfit($"This {Header} was used for another request.");

    /// <summary>Null: nobody will ask again.</summary>
    public string? Key => _key;

    public static ValueTask<Creation?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<Creation?>(new Creation(context, UserSession.Of(context)));

    /// <param name="asked">The request's body.</param>
    /// <param name="location">Where it will be found.</param>
    /// <param name="work">Creates it, or says why not.</param>
    public Task<Results<Created<T>, ProblemHttpResult>> Once<T>(
        object asked, string location, Func<UserTransaction, Task<Creating<T>>> work) =>
        user.Write<Results<Created<T>, ProblemHttpResult>>(async rows =>
        {
            var hash = HashOf(asked);
            if (await Earlier<T>(rows, hash) is { } earlier)
                return earlier;
            var result = await work(rows);
            if (result.Created is not { } created)
                return result.Problem!;
            return await Keep(rows, hash, location, created);
        });

    /// <summary>By which a repetition is told from another request with the same key.</summary>
    public static byte[] HashOf(object asked) => SHA256.HashData(JsonSerializer.SerializeToUtf8Bytes(asked, Json.Options));

    /// <summary>For what is created in more than one transaction: keeps the answer in the last one.</summary>
    public async Task<Created<T>> Keep<T>(UserTransaction rows, byte[] hash, string location, T created)
    {
        await Keep(rows, hash, StatusCodes.Status201Created, location, created);
        return TypedResults.Created(location, created);
    }

    /// <returns>Null where no request with the key was answered yet, or there is no key.</returns>
    public async Task<Results<Created<T>, ProblemHttpResult>?> Earlier<T>(UserTransaction rows, byte[] hash) =>
        await Find<T>(rows, hash) switch
        {
            { Problem: { } problem } => problem,
            { Answer: { } answer } found => TypedResults.Created(found.Location, answer),
            _ => null,
        };

    /// <param name="asked">What tells it from another request with the same key.</param>
    /// <param name="work">
    /// Takes long, in transactions of its own, and does no harm twice: where it is broken off, whoever repeats it goes on.
    /// </param>
    public async Task<Results<Ok<T>, ProblemHttpResult>> Once<T>(
        object asked, Func<Task<Results<Ok<T>, ProblemHttpResult>>> work)
    {
        var hash = HashOf(asked);
        if (await user.Write(rows => Earlier(rows)) is { } earlier)
            return earlier;
        var result = await work();
        return result.Result is Ok<T> { Value: { } done }
            ? await user.ToTheEnd().Write(async rows => await Earlier(rows) ?? await Keep(rows, done)) : result;

        async Task<Results<Ok<T>, ProblemHttpResult>?> Earlier(UserTransaction rows) => await Find<T>(rows, hash) switch
        {
            { Problem: { } problem } => problem,
            { Answer: { } answer } => TypedResults.Ok(answer),
            _ => null,
        };

        async Task<Results<Ok<T>, ProblemHttpResult>> Keep(UserTransaction rows, T done)
        {
            await this.Keep(rows, hash, StatusCodes.Status200OK, "", done);
            return TypedResults.Ok(done);
        }
    }

    async Task Keep<T>(UserTransaction rows, byte[] hash, int status, string location, T answer)
    {
        if (_key is not null)
            await rows.Execute(
                KeepAnswer, user.Caller.Id, _key, _route, hash, status, location, JsonSerializer.Serialize(answer, Json.Options));
    }

    /// <returns>All null where no request with the key was answered yet, or there is no key.</returns>
    async Task<(T? Answer, string Location, ProblemHttpResult? Problem)> Find<T>(UserTransaction rows, byte[] hash)
    {
        if (_key is null)
            return default;
        if (_key.Length > KeyCharactersMax)
            return Refused(TypedResults.Problem($"{Header} is longer than {KeyCharactersMax} characters.", statusCode: 400));
        if (await rows.Query(Lock, [$"{user.Caller.Id} {_key}"], row => row.GetBoolean(0)) is [false])
            return Refused(UnderWay);
        await rows.Execute(Forget, user.Caller.Id);
        return await rows.Query(FindAnswer, [user.Caller.Id, _key], row => (
            IsSame: row.GetString(0) == _route && row.GetFieldValue<byte[]>(1).AsSpan().SequenceEqual(hash),
            Location: row.GetString(2),
            Body: row.GetString(3))) switch
        {
            [] => default,
            [{ IsSame: true } first] => (JsonSerializer.Deserialize<T>(first.Body, Json.Options), first.Location, null),
            _ => Refused(UsedForAnother),
        };

        static (T?, string, ProblemHttpResult?) Refused(ProblemHttpResult problem) => (default, "", problem);
    }
}

/// <summary>What was created, or why it was not.</summary>
public readonly record struct Creating<T>(T? Created, ProblemHttpResult? Problem)
{
    public static implicit operator Creating<T>(T created) => new(created, null);

    public static implicit operator Creating<T>(ProblemHttpResult problem) => new(default, problem);
}
