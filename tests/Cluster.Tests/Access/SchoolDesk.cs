using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>A database for one school after the other, with a silo on it, and what users see and do there.</summary>
sealed class SchoolDesk : IAsyncDisposable
{
    readonly TestDatabase _database;
    readonly NpgsqlConnection _admin;
    readonly NpgsqlConnection _login;

    SchoolDesk(TestDatabase database, SchoolSilo silo, NpgsqlConnection admin, NpgsqlConnection login) =>
        (_database, Silo, _admin, _login) = (database, silo, admin, login);

    public SchoolSilo Silo { get; }

    public static async Task<SchoolDesk> Create()
    {
        var database = await TestDatabase.Create();
        var desk = new SchoolDesk(
            database, await SchoolSilo.Start(database.ConnectionString),
            await Open(database.AdminConnectionString), await Open(database.ConnectionString));
        await desk.AsAdmin(DeskSql.Probe);
        // Rows are put there as they are: no trigger, and nothing that a constraint removes with them.
        await desk.AsAdmin("SET session_replication_role = replica; SET synchronous_commit = off");
        return desk;
    }

    public async ValueTask DisposeAsync()
    {
        await Silo.DisposeAsync();
        await _admin.DisposeAsync();
        await _login.DisposeAsync();
        await _database.DisposeAsync();
    }

    public async Task AsAdmin(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _admin);
        await command.ExecuteNonQueryAsync();
    }

    public async Task<List<string>> ReadAsAdmin(string sql)
    {
        await using var command = new NpgsqlCommand(sql, _admin);
        await using var rows = await command.ExecuteReaderAsync();
        return await Texts(rows);
    }

    /// <summary>This school instead of whatever stands there, with what the grains derive of its logs.</summary>
    public async Task<SchoolRows> Load(SchoolRows school)
    {
        var filled = Rules.All.Select(rule => (rule.Table, Rows: rule.Rows(school))).Where(one => one.Rows.Count > 0);
        await AsAdmin(string.Join(";\n", filled.Select(one => RowSql.Insert(one.Table, one.Rows)).Prepend(DeskSql.Empty)));
        foreach (var lesson in school.Lessons)
            await Silo.Derive(lesson);
        return await WithDerivedRows(school);
    }

    /// <summary>What they see, as tables and keys; and for each attempt the rows that it touched, or an error.</summary>
    public async Task<(List<string> Seen, List<string> Tried)> Ask(Viewer viewer, IEnumerable<string> attempts)
    {
        await using var batch = new NpgsqlBatch(_login);
        batch.BatchCommands.Add(viewer switch
        {
            { IsTheProgram: true } => new NpgsqlBatchCommand(DeskSql.BecomeProgram),
            { Id: { } id } => Command(DeskSql.BecomeUser, new() { Value = $"{id}" }),
            { Name: "" } => Command(DeskSql.BecomeUser, new() { Value = "" }),
            _ => new NpgsqlBatchCommand(DeskSql.BecomeNobody),
        });
        batch.BatchCommands.Add(viewer.IsTheProgram
            ? new NpgsqlBatchCommand(DeskSql.RowsOfProgram)
            : Command(
                DeskSql.RowsOfUser,
                new() { Value = viewer.School.AskedAbout.Select(meeting => meeting.Id).ToArray() },
                new() { Value = viewer.School.Users.Select(user => user.Id).ToArray() }));
        batch.BatchCommands.Add(Command(
            DeskSql.Try, new() { Value = attempts.ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Text }));
        await using var rows = await batch.ExecuteReaderAsync();
        await rows.NextResultAsync();
        var seen = await Texts(rows);
        await rows.NextResultAsync();
        return (seen, await Texts(rows));
    }

    /// <summary>What a connection sees that belongs to the tables' owner and forgot to become somebody.</summary>
    public async Task<List<string>> SeenByOwner()
    {
        await using var command = new NpgsqlCommand(DeskSql.RowsOfProgram, _login);
        await using var rows = await command.ExecuteReaderAsync();
        return await Texts(rows);
    }

    async Task<SchoolRows> WithDerivedRows(SchoolRows school)
    {
        var lessons = school.Lessons.Select(lesson => lesson.Id).ToHashSet();
        await using var batch = new NpgsqlBatch(_admin);
        batch.BatchCommands.Add(new("SELECT id, status FROM zoom_meetings"));
        foreach (var (table, columns) in DeskSql.Derived)
            batch.BatchCommands.Add(Command(
                $"SELECT meeting_id, {columns} FROM {table} WHERE meeting_id = ANY ($1) ORDER BY {columns}",
                new() { Value = lessons.ToArray() }));
        await using var rows = await batch.ExecuteReaderAsync();
        var today = DateOnly.FromDateTime(school.Now.UtcDateTime);
        var status = (await Derived(rows, row => (row.GetGuid(0), row.GetString(1)))).ToDictionary();
        return school with
        {
            Meetings = [.. school.Meetings.Select(meeting => meeting with { Status = status[meeting.Id] })],
            Occurrences = [.. school.Occurrences.Where(row => !lessons.Contains(row.MeetingId)),
                .. await Derived(rows, row => new OccurrenceRow(row.GetString(1), row.GetGuid(0), today))],
            Runs = [.. school.Runs.Where(row => !lessons.Contains(row.MeetingId)),
                .. await Derived(rows, row => new RunRow(row.GetString(1), row.GetString(2), row.GetGuid(0), school.Now))],
            Participants = [.. school.Participants.Where(row => !lessons.Contains(row.MeetingId)),
                .. await Derived(rows, row => new ParticipantRow(
                    row.GetInt64(2), row.GetGuid(0), row.GetString(1), row.IsDBNull(3) ? null : row.GetGuid(3), ""))],
            Records = [.. school.Records.Where(row => !lessons.Contains(row.MeetingId)),
                .. await Derived(rows, row => new RecordRow(row.GetGuid(2), row.GetString(1), row.GetGuid(0), today))],
            Events = [.. school.Events.Where(row => !lessons.Contains(row.MeetingId)),
                .. await Derived(rows, row => new EventRow(
                    Guid.Empty, row.GetString(1), row.GetGuid(0), school.Now, school.Now.AddHours(1)))],
        };
    }

    static async Task<List<T>> Derived<T>(NpgsqlDataReader rows, Func<NpgsqlDataReader, T> read)
    {
        var found = new List<T>();
        while (await rows.ReadAsync())
            found.Add(read(rows));
        await rows.NextResultAsync();
        return found;
    }

    static async Task<List<string>> Texts(NpgsqlDataReader rows)
    {
        var texts = new List<string>();
        while (await rows.ReadAsync())
            texts.Add(rows.GetString(0));
        return texts;
    }

    static NpgsqlBatchCommand Command(string sql, NpgsqlParameter value) => new(sql) { Parameters = { value } };

    static NpgsqlBatchCommand Command(string sql, NpgsqlParameter value, NpgsqlParameter other) =>
        new(sql) { Parameters = { value, other } };

    static async Task<NpgsqlConnection> Open(string text)
    {
        var settings = new NpgsqlConnectionStringBuilder(text)
        {
            Pooling = false,
            Timezone = "UTC",
            // The same few statements for thousands of users: planning them is what takes long.
            MaxAutoPrepare = 20,
            AutoPrepareMinUsages = 1,
            Options = "-c plan_cache_mode=force_generic_plan",
        };
        var connection = new NpgsqlConnection(settings.ConnectionString);
        await connection.OpenAsync();
        return connection;
    }
}
