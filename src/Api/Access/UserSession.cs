using Npgsql;

namespace ZoomOrleans.Api.Access;

/// <summary>Who makes this request, with the database as they may see and change it.</summary>
public sealed class UserSession(Caller caller, UserDatabase database, CancellationToken cancellation)
{
    public Caller Caller => caller;

    /// <summary>For what has to be finished, also when the caller no longer waits for it.</summary>
    public UserSession ToTheEnd() => new(caller, database, CancellationToken.None);

    public static ValueTask<UserSession?> BindAsync(HttpContext context) =>
        ValueTask.FromResult<UserSession?>(Of(context));

    public static UserSession Of(HttpContext context) => new(
        Caller.Of(context.User), context.RequestServices.GetRequiredService<UserDatabase>(), context.RequestAborted);

    public Task<List<T>> Query<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read) =>
        database.Query(caller, sql, values, read, cancellation);

    /// <summary>The first row; null where there is none.</summary>
    public async Task<T?> Find<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read) where T : class =>
        (await Query(sql, values, read)).FirstOrDefault();

    /// <summary>Whether the query gives a row.</summary>
    public async Task<bool> Sees(string sql, params object?[] values) =>
        (await Query(sql, values, _ => true)).Count > 0;

    /// <summary>Adds what gives nobody a right, such as an entry of the audit log; committed when it returns.</summary>
    public Task Note(string sql, params object?[] values) => Query(sql, values, _ => true);

    public Task Snapshot(Func<UserTransaction, Task> work) => database.Snapshot(caller, work, cancellation);

    public Task<T> Write<T>(Func<UserTransaction, Task<T>> work) => database.Write(caller, work, cancellation);
}
