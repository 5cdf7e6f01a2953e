using System.Data;
using Npgsql;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Api.Access;

/// <summary>
/// The database as one user may see and change it: the only way by which a request reaches it. Each call is one
/// transaction that runs as <c>app_user</c> with the caller's identity, and leaves nothing on the pooled connection.
/// </summary>
public sealed class UserDatabase(PostgresHosting postgres)
{
    internal const string BecomeUser = """
        SELECT set_config('role', 'app_user', true), set_config('app.user_id', $1, true),
               set_config('statement_timeout', '5000', true)
        """;

    /// <summary>More time than a request is given; but who takes the rows too slowly, or no more at all, is let go.</summary>
    const string Patiently = """
        SELECT set_config('statement_timeout', '25000', true),
               set_config('idle_in_transaction_session_timeout', '60000', true)
        """;

    long _changes;

    /// <summary>How many transactions of users have committed here: another number, and rights may be others.</summary>
    public long Changes => Interlocked.Read(ref _changes);

    /// <summary>The rows that one query gives the caller, in one round trip.</summary>
    /// <param name="caller">Whose rows.</param>
    /// <param name="sql">The query, with its values as $1, $2, …</param>
    /// <param name="values">The values; null is a value.</param>
    /// <param name="read">One row.</param>
    /// <param name="cancellation">Ends the query.</param>
    public async Task<List<T>> Query<T>(
        Caller caller, string sql, object?[] values, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        await using var connection = await postgres.Users.OpenConnectionAsync(cancellation);
        // What is sent together is one transaction.
        return await new UserTransaction(connection, caller, cancellation).Query(sql, values, read);
    }

    /// <summary>Several queries of the rows of one moment, for as long as <paramref name="work"/> takes.</summary>
    public async Task Snapshot(Caller caller, Func<UserTransaction, Task> work, CancellationToken cancellation)
    {
        await using var connection = await postgres.Users.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(IsolationLevel.RepeatableRead, cancellation);
        var rows = new UserTransaction(connection, caller, cancellation);
        await rows.Execute(Patiently);
        await work(rows);
    }

    /// <summary>The same query for each of several callers, each as they may see it, in one round trip.</summary>
    /// <returns>The rows of each, in the order of the callers.</returns>
    /// <inheritdoc cref="Query"/>
    public async Task<List<List<T>>> QueryEach<T>(
        IReadOnlyList<Caller> callers, string sql, object?[] values, Func<NpgsqlDataReader, T> read,
        CancellationToken cancellation)
    {
        await using var connection = await postgres.Users.OpenConnectionAsync(cancellation);
        await using var batch = new NpgsqlBatch(connection);
        foreach (var caller in callers)
            UserTransaction.AddAs(caller, batch, sql, values);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        var each = new List<List<T>>();
        while (each.Count < callers.Count)
        {
            // Past who that is.
            await rows.NextResultAsync(cancellation);
            each.Add(await UserTransaction.ReadAll(rows, read, cancellation));
            await rows.NextResultAsync(cancellation);
        }
        return each;
    }

    /// <summary>Several statements in one transaction, which commits when <paramref name="work"/> returns.</summary>
    public async Task<T> Write<T>(Caller caller, Func<UserTransaction, Task<T>> work, CancellationToken cancellation)
    {
        await using var connection = await postgres.Users.OpenConnectionAsync(cancellation);
        await using var transaction = await connection.BeginTransactionAsync(cancellation);
        var result = await work(new UserTransaction(connection, caller, cancellation));
        try
        {
            await transaction.CommitAsync(cancellation);
        }
        finally
        {
            // Also where nobody knows whether it committed.
            Interlocked.Increment(ref _changes);
        }
        return result;
    }
}

/// <summary>A transaction of one user. With its first statement goes who that is.</summary>
public sealed class UserTransaction(NpgsqlConnection connection, Caller caller, CancellationToken cancellation)
{
    bool _isUser;

    /// <returns>How many rows were changed.</returns>
    public async Task<int> Execute(string sql, params object?[] values)
    {
        await using var batch = Batch(sql, values);
        await batch.ExecuteNonQueryAsync(cancellation);
        return batch.BatchCommands[^1].RecordsAffected;
    }

    public async Task<List<T>> Query<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read)
    {
        await using var batch = Batch(sql, values);
        await using var rows = await batch.ExecuteReaderAsync(cancellation);
        if (batch.BatchCommands.Count > 1)
            await rows.NextResultAsync(cancellation);
        return await ReadAll(rows, read, cancellation);
    }

    internal static async Task<List<T>> ReadAll<T>(
        NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read, CancellationToken cancellation)
    {
        var found = new List<T>();
        while (await rows.ReadAsync(cancellation))
            found.Add(read(rows));
        return found;
    }

    /// <summary>
    /// The rows of a query, of which some are here at a time, however many there are; one query after the other. Whoever takes
    /// them may take their time: each statement ends before its rows are given out.
    /// </summary>
    public async IAsyncEnumerable<T> Each<T>(string sql, object?[] values, Func<NpgsqlDataReader, T> read)
    {
        // A name of its own: what fetches from a name is prepared once, for the columns that it had then.
        var each = $"each_{(uint)sql.GetHashCode(StringComparison.Ordinal)}";
        await Execute($"DECLARE {each} NO SCROLL CURSOR FOR {sql}", values);
        while (await Query($"FETCH 50 FROM {each}", [], read) is { Count: > 0 } some)
            foreach (var one in some)
                yield return one;
        await Execute($"CLOSE {each}");
    }

    internal static void AddAs(Caller caller, NpgsqlBatch batch, string sql, object?[] values)
    {
        batch.BatchCommands.Add(Command(UserDatabase.BecomeUser, [caller.Id.ToString()]));
        batch.BatchCommands.Add(Command(sql, values));
    }

    NpgsqlBatch Batch(string sql, object?[] values)
    {
        var batch = new NpgsqlBatch(connection);
        if (_isUser)
            batch.BatchCommands.Add(Command(sql, values));
        else
            AddAs(caller, batch, sql, values);
        _isUser = true;
        return batch;
    }

    static NpgsqlBatchCommand Command(string sql, object?[] values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new() { Value = value ?? DBNull.Value });
        return command;
    }
}
