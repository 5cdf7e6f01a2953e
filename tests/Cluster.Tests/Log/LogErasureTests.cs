using Npgsql;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Erasure;
using ZoomOrleans.Silo;
using ZoomOrleans.Silo.Log;

namespace ZoomOrleans.Cluster.Tests.Log;

/// <summary>A log in which somebody gets another name, and its fence.</summary>
public sealed class LogErasureTests
{
    const long Meeting = 81234567890;
    const string Email = "ana@school.example";

    static readonly Guid Id = Guid.NewGuid();

    static readonly ErasedPerson Ana = new()
    {
        UserId = Guid.NewGuid(), Name = "Ana Reyes", Values = [Email], Pseudonym = Id, Pseudonyms = new(Id, new byte[32]),
    };

    [PostgresFact]
    public async Task A_log_that_has_grown_behind_the_callers_back_stays_as_it_is()
    {
        await using var test = await WithTwoEntries();
        await using var database = new SiloDatabase(test.ConnectionString);

        await Assert.ThrowsAsync<LogFailedException>(() => new LogErasure(database).Run(Meeting, lastSeq: 1, [Ana]));

        Assert.Equal(Email, await Told(test));
    }

    [PostgresFact]
    public async Task Who_knows_the_old_names_cannot_append_and_once_renamed_there_is_nothing_to_rename()
    {
        await using var test = await WithTwoEntries();
        await using var database = new SiloDatabase(test.ConnectionString);
        var erasure = new LogErasure(database);

        Assert.True(await erasure.Run(Meeting, lastSeq: 2, [Ana]));

        Assert.Equal(Ana.Pseudonyms.Of(Email), await Told(test));
        var refusal = await Assert.ThrowsAsync<PostgresException>(() => Append(test, seq: 3));
        Assert.Equal(PostgresErrorCodes.UniqueViolation, refusal.SqlState);
        Assert.False(await erasure.Run(Meeting, lastSeq: 3, [Ana]));
        await Append(test, seq: 4);
    }

    [PostgresFact]
    public async Task A_log_that_tells_of_somebody_else_is_not_written()
    {
        await using var test = await WithTwoEntries();
        await using var database = new SiloDatabase(test.ConnectionString);

        Assert.False(await new LogErasure(database).Run(Meeting, lastSeq: 2, [Ana with { Values = ["ben@school.example"] }]));

        await Append(test, seq: 3);
    }

    static async Task<TestDatabase> WithTwoEntries()
    {
        var test = await TestDatabase.Create();
        await Append(test, seq: 1);
        await Append(test, seq: 2);
        return test;
    }

    static Task Append(TestDatabase test, int seq) => Statements.Run(test.AdminConnectionString, $"""
        INSERT INTO meeting_log (meeting, seq, kind, source, at, run, user_id, connection, name, email)
        VALUES ({Meeting}, {seq}, {3 + seq % 2}, 1, now(), 'run', '1', 'client', 'Ann', '{Email}')
        """);

    static Task<object?> Told(TestDatabase test) =>
        Statements.Run(test.AdminConnectionString, $"SELECT email FROM meeting_log WHERE meeting = {Meeting} AND seq = 1");
}
