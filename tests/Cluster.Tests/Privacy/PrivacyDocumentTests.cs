using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>What docs/PRIVACY.md says is stored is what is stored.</summary>
public sealed class PrivacyDocumentTests
{
    static readonly string Text = File.ReadAllText(
        Path.Combine(Directory.GetParent(EmbeddedDirectory.Default)!.FullName, "docs", "PRIVACY.md"));

    [PostgresFact]
    public async Task Every_column_that_names_somebody_is_told_in_its_tables_line()
    {
        var columns = await Read("""
            SELECT table_name || '.' || column_name
            FROM information_schema.columns
            WHERE table_schema = 'public' AND (
                column_name ~ '(email|zoom_user|registrant_id|join_url|zoom_host|zoom_seen|actor_id|subject|user_id)'
                OR column_name ~ '(student_id|parent_id|host_id|teacher_id|_by$|override_reason|last_error|_hash$)'
                OR (table_name, column_name) IN (('users', 'name'), ('users', 'sex'), ('users', 'role'), ('meeting_log', 'name'),
                    ('zoom_participants', 'name'), ('audit_log', 'details'), ('erasures', 'person'), ('erasures', 'hashes'))
                OR column_name = 'body') AND (table_name, column_name) NOT IN (
                    ('zoom_meetings', 'join_url'), ('idempotency_keys', 'request_hash'), ('meeting_creations', 'request_hash'),
                    ('meeting_registrants', 'denied_by_host'))
            UNION SELECT relname || '.' || attname
            FROM pg_constraint, pg_class, pg_attribute
            WHERE contype = 'f' AND confrelid = 'users'::regclass AND pg_class.oid = conrelid AND attrelid = conrelid
                AND attnum = ANY (conkey)
            """);

        var missing = columns.Where(column => column.Split('.') is var parts
            && !Lines(parts[0]).Any(line => line.Contains($"`{parts[1]}`", StringComparison.Ordinal)));
        Assert.Equal([], missing);
    }

    [PostgresFact]
    public async Task Every_table_is_told_of_and_no_other()
    {
        var tables = await Read("SELECT tablename::text FROM pg_tables WHERE schemaname = 'public'");

        Assert.Equal([], tables.Where(table => !Text.Contains($"`{table}`", StringComparison.Ordinal)));
        Assert.Equal([], Text.Split('\n').Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Split('`')[1]).Except(tables));
    }

    [PostgresFact]
    public async Task What_the_hash_of_an_address_is_for_stands_in_the_database_too()
    {
        var comment = Assert.Single(await Read("""
            SELECT col_description(attrelid, attnum) FROM pg_attribute
            WHERE attrelid = 'qr_checkins'::regclass AND attname = 'ip_hash'
            """));

        Assert.Contains("checked in from one address", comment, StringComparison.Ordinal);
        Assert.Contains("Personal data", comment, StringComparison.Ordinal);
    }

    static IEnumerable<string> Lines(string table) =>
        Text.Split('\n').Where(line => line.StartsWith($"| `{table}` |", StringComparison.Ordinal));

    static async Task<List<string>> Read(string sql)
    {
        await using var database = await TestDatabase.Create();
        await using var command = database.Source.CreateCommand(sql);
        await using var rows = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await rows.ReadAsync())
            found.Add(rows.GetString(0));
        return found;
    }
}
