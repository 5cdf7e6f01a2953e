using System.Globalization;
using Npgsql;
using NpgsqlTypes;

namespace ZoomOrleans.Silo.Log;

/// <summary>Slices of many meetings as one statement, and so in one transaction.</summary>
sealed class LogInsert(SiloDatabase database)
{
    const int TimeoutSeconds = 2;

    /// <summary>
    /// No ON CONFLICT for the log: a place that is taken already means that another activation writes this meeting.
    /// The derived rows of a meeting become due a little later than its grain would follow by itself.
    /// </summary>
    const string Append = """
        INSERT INTO meeting_log (meeting, seq, kind, source, at, run, user_id, connection, name, email, registrant_id,
                                 participant_user_id, zoom_user_id, body)
        SELECT * FROM unnest($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14)
        """;

    /// <summary>
    /// Few batches make a meeting due that is not: the others are spared this. Notices about registrations come in bursts,
    /// and Zoom is looked at once for all of one. In the order of kinds and keys, as everywhere.
    /// </summary>
    const string AppendAndMakeDue = $"""
        WITH made_due AS (
            INSERT INTO due_work (kind, key, due_at, look)
            SELECT kind, key, now() + CASE kind
                    WHEN 'attendance' THEN interval '5 seconds' WHEN 'registration' THEN interval '10 seconds' ELSE '0' END,
                kind = 'registration'
            FROM (SELECT DISTINCT kind, key FROM unnest($15, $16) AS one (kind, key)) due
            ORDER BY kind, key
            ON CONFLICT (kind, key) DO UPDATE
                SET due_at = least(due_work.due_at, excluded.due_at), revision = excluded.revision,
                    look = due_work.look OR excluded.look)
        {Append}
        """;

    readonly List<long> _meetings = [];
    readonly List<long> _seqs = [];
    readonly List<string> _dueKinds = [];
    readonly List<string> _dueKeys = [];
    readonly LogRow.Columns _columns = new();

    /// <remarks>One at a time: the columns are used again.</remarks>
    public async Task Run(IReadOnlyList<LogSlice> slices)
    {
        Clear();
        foreach (var slice in slices)
            Add(slice);
        await using var command = database.Command(_dueKeys.Count > 0 ? AppendAndMakeDue : Append);
        command.CommandTimeout = TimeoutSeconds;
        Add(command, _meetings, NpgsqlDbType.Bigint);
        Add(command, _seqs, NpgsqlDbType.Bigint);
        _columns.AddTo(command);
        if (_dueKeys.Count > 0)
        {
            Add(command, _dueKinds, NpgsqlDbType.Text);
            Add(command, _dueKeys, NpgsqlDbType.Text);
        }
        await command.ExecuteNonQueryAsync();
    }

    void Add(LogSlice slice)
    {
        for (var i = 0; i < slice.Entries.Count; i++)
        {
            _meetings.Add(slice.Meeting);
            _seqs.Add(slice.FirstSeq + i);
            _columns.Add(slice.Entries[i]);
            if (slice.Entries[i] is Notice notice && NoticeWork.KindOf(notice) is { } kind)
                AddDue(kind, slice.Meeting);
        }
        if (slice.MakesDue)
            AddDue("attendance", slice.Meeting);
    }

    void AddDue(string kind, long meeting)
    {
        _dueKinds.Add(kind);
        _dueKeys.Add(meeting.ToString(CultureInfo.InvariantCulture));
    }

    void Clear()
    {
        _meetings.Clear();
        _seqs.Clear();
        _dueKinds.Clear();
        _dueKeys.Clear();
        _columns.Clear();
    }

    internal static void Add<T>(NpgsqlCommand command, List<T> values, NpgsqlDbType type) =>
        command.Parameters.Add(new NpgsqlParameter<List<T>> { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type });
}
