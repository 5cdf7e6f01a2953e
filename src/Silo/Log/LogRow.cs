using Npgsql;
using NpgsqlTypes;
using ZoomOrleans.Attendance;

namespace ZoomOrleans.Silo.Log;

/// <summary>
/// How an entry stands in <c>meeting_log</c>. Facts have columns of their own; context, decisions and notices, which are
/// rare, are kept as JSON or in columns that a fact would use otherwise.
/// </summary>
static class LogRow
{
    const short NoticeKind = 10;
    const short ContextKind = 20;
    const short DecisionKind = 30;
    const short RewrittenKind = 40;

    /// <summary>Reads the entry of a row whose columns begin with seq and kind, in the order of the table.</summary>
    public static Entry Read(NpgsqlDataReader row) => row.GetInt16(1) switch
    {
        NoticeKind => NoticeJson.Read(
            Text(row, 12), new() { At = Time(row, 3), Event = row.GetString(7), Subject = Text(row, 9) }),
        ContextKind => MeetingContextJson.Read(row.GetString(12)),
        DecisionKind => DecisionJson.Read(row.GetString(12)),
        RewrittenKind => new Rewritten { At = Time(row, 3) },
        var kind => new Fact
        {
            Kind = (FactKind)kind,
            Source = (FactSource)row.GetInt16(2),
            At = Time(row, 3),
            Run = row.GetString(4),
            UserId = Text(row, 5),
            Connection = Text(row, 6),
            Name = Text(row, 7),
            Email = Text(row, 8),
            RegistrantId = Text(row, 9),
            ParticipantUserId = Text(row, 10),
            ZoomUserId = Text(row, 11),
        },
    };

    static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    static DateTimeOffset Time(NpgsqlDataReader row, int column) => row.GetFieldValue<DateTimeOffset>(column);

    /// <summary>The columns of many entries, from kind to body.</summary>
    public sealed class Columns
    {
        readonly List<short> _kind = [];
        readonly List<short?> _source = [];
        readonly List<DateTimeOffset> _at = [];
        readonly List<string?>[] _texts = [[], [], [], [], [], [], [], []];
        readonly List<string?> _body = [];

        public void Add(Entry entry)
        {
            switch (entry)
            {
                case Fact fact:
                    Add((short)fact.Kind, (short)fact.Source, fact.At, null, fact.Run, fact.UserId, fact.Connection,
                        fact.Name, fact.Email, fact.RegistrantId, fact.ParticipantUserId, fact.ZoomUserId);
                    break;
                case Notice notice:
                    Add(NoticeKind, null, notice.At, NoticeJson.Write(notice),
                        null, null, null, notice.Event, null, notice.Subject, null, null);
                    break;
                case MeetingContext context:
                    Add(ContextKind, null, DateTimeOffset.UnixEpoch, MeetingContextJson.Write(context),
                        null, null, null, null, null, null, null, null);
                    break;
                case Decision decision:
                    Add(DecisionKind, null, decision.At, DecisionJson.Write(decision),
                        null, null, null, null, null, null, null, null);
                    break;
                case Rewritten rewritten:
                    Add(RewrittenKind, null, rewritten.At, null, null, null, null, null, null, null, null, null);
                    break;
                default:
                    throw new InvalidOperationException($"The log has no row for a {entry.GetType().Name}.");
            }
        }

        public void AddTo(NpgsqlCommand command)
        {
            LogInsert.Add(command, _kind, NpgsqlDbType.Smallint);
            LogInsert.Add(command, _source, NpgsqlDbType.Smallint);
            LogInsert.Add(command, _at, NpgsqlDbType.TimestampTz);
            foreach (var texts in _texts)
                LogInsert.Add(command, texts, NpgsqlDbType.Text);
            LogInsert.Add(command, _body, NpgsqlDbType.Jsonb);
        }

        public void Clear()
        {
            _kind.Clear();
            _source.Clear();
            _at.Clear();
            _body.Clear();
            foreach (var texts in _texts)
                texts.Clear();
        }

        void Add(short kind, short? source, DateTimeOffset at, string? body, params ReadOnlySpan<string?> texts)
        {
            _kind.Add(kind);
            _source.Add(source);
            _at.Add(at);
            _body.Add(body);
            for (var i = 0; i < texts.Length; i++)
                _texts[i].Add(texts[i]);
        }
    }
}
