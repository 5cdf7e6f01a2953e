using Npgsql;
using ZoomOrleans.Api.Access;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>Each line of the matrix, tried by everybody on both halves of the school.</summary>
public sealed class MatrixTests(MatrixSchool school) : IClassFixture<MatrixSchool>
{
    public static TheoryData<string, string> Lines
    {
        get
        {
            var lines = new TheoryData<string, string>();
            foreach (var line in Matrix.All)
                lines.Add(line.Rows, line.Verb);
            return lines;
        }
    }

    [PostgresTheory]
    [MemberData(nameof(Lines))]
    public async Task Everybody_can_do_what_the_matrix_says_and_nothing_else(string rows, string verb)
    {
        var line = Matrix.All.Single(line => line.Rows == rows && line.Verb == verb);
        var wrong = new List<string>();
        foreach (var (name, caller) in MatrixSchool.Callers)
            foreach (var (half, allowed) in new[] { (MatrixSchool.Ours, line.Ours), (MatrixSchool.Theirs, line.Theirs) })
            {
                var expected = (line.IsGranted, allowed.Contains(name), verb) switch
                {
                    (false, _, _) => Outcome.DeniedByGrant,
                    (_, true, _) => Outcome.Done,
                    (_, _, "INSERT") => Outcome.RefusedByPolicy,
                    _ => Outcome.NoRow,
                };
                var outcome = await Try(caller, MatrixStatements.For(line, half));
                if (outcome != expected)
                    wrong.Add($"{name}, {half.Occurrence}: {outcome} instead of {expected}");
            }
        Assert.True(wrong.Count == 0, $"{verb} on {rows}. {string.Join("; ", wrong)}");
    }

    [PostgresFact]
    public async Task Every_table_is_in_the_matrix_with_every_verb()
    {
        var tables = await Tables(school.Database);
        string[] verbs = ["SELECT", "INSERT", "UPDATE", "DELETE"];

        var missing = from table in tables
                      from verb in verbs
                      where !Matrix.All.Any(line => line.Table == table && line.Verb == verb)
                      select $"{table} {verb}";

        Assert.True(!missing.Any(),
            $"Matrix.cs has to say who may: {string.Join(", ", missing)}. Add a line for each; and to MatrixSchool a row "
            + "for either half, to MatrixStatements how to find, add and change it.");
        Assert.Empty(Matrix.All.Select(line => line.Table).Except(tables));
    }

    internal static async Task<List<string>> Tables(TestDatabase database)
    {
        await using var command = database.Source.CreateCommand(
            "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p')");
        await using var rows = await command.ExecuteReaderAsync();
        var tables = new List<string>();
        while (await rows.ReadAsync())
            tables.Add(rows.GetString(0));
        return tables;
    }

    /// <summary>In the transaction that a request has, without its commit.</summary>
    async Task<Outcome> Try(Guid? caller, string sql)
    {
        await using var connection = await school.Database.Source.OpenConnectionAsync();
        await using var transaction = await connection.BeginTransactionAsync();
        await using var become = caller is null
            ? new NpgsqlCommand("SET LOCAL ROLE app_user", connection)
            : new NpgsqlCommand(UserDatabase.BecomeUser, connection) { Parameters = { new() { Value = $"{caller}" } } };
        await become.ExecuteNonQueryAsync();
        try
        {
            await using var command = new NpgsqlCommand(sql, connection);
            await using var rows = await command.ExecuteReaderAsync();
            return await rows.ReadAsync() || rows.RecordsAffected > 0 ? Outcome.Done : Outcome.NoRow;
        }
        catch (PostgresException exception) when (exception.SqlState == PostgresErrorCodes.InsufficientPrivilege)
        {
            return exception.MessageText.Contains("row-level security policy", StringComparison.Ordinal)
                ? Outcome.RefusedByPolicy : Outcome.DeniedByGrant;
        }
        catch (PostgresException)
        {
            // What only a constraint stops, the policies have let through.
            return Outcome.Done;
        }
    }

    enum Outcome
    {
        Done,
        NoRow,
        RefusedByPolicy,
        DeniedByGrant,
    }
}
