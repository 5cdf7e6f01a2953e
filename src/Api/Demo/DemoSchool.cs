using System.Globalization;
using Npgsql;
using ZoomOrleans.Silo;
using ZoomOrleans.ZoomSimulator;

namespace ZoomOrleans.Api.Demo;

/// <summary>A small invented school with one class and one lesson, for a first look in Development.</summary>
public static class DemoSchool
{
    public const long MeetingNumber = 81234567890;
    public const string LessonTitle = "Science: Niño and the Sea";
    public static readonly TimeSpan LessonLength = TimeSpan.FromMinutes(20);

    /// <summary>So long ago did the lesson begin when somebody first opens the page.</summary>
    static readonly TimeSpan AlreadyUnderWay = TimeSpan.FromMinutes(14);

    static readonly Behaviour OnTime = Behaviour.Quiet;

    static readonly (string Name, string Sex, Behaviour Behaviour)[] Students =
    [
        ("Amihan Salvador", "female", OnTime),
        ("Benedicto Ocampo", "male", OnTime with { TwoDevices = 1 }),
        ("Carmela Villanueva", "female", OnTime with { Rejoins = 1 }),
        ("Dakila Reyes", "male", OnTime with { Absent = 1 }),
        ("Estrella Bautista", "female", OnTime),
        ("Felipe Navarro", "male", OnTime with { Late = 1 }),
        ("Gloria Macaraeg", "female", OnTime with { Drops = 1 }),
        ("Hiraya Santos", "female", OnTime),
        ("Isidro Lim", "male", OnTime with { LeavesEarly = 1 }),
        ("Jasmin Aquino", "female", OnTime with { WaitingRoom = 1 }),
        ("Kidlat Pascual", "male", OnTime with { Absent = 1 }),
        ("Ligaya Mendoza", "female", OnTime),
    ];

    const string IsEmpty = "SELECT NOT EXISTS (SELECT FROM users)";

    const string AddUser = "INSERT INTO users (id, name, email, role) VALUES ($1, $2, $3, $4)";

    const string AddSex = "UPDATE users SET sex = $2 WHERE id = $1";

    const string AddStudent = """
        WITH registered AS (
            INSERT INTO meeting_registrants (meeting_id, user_id, zoom_registrant_id, status) VALUES ($3, $2, $4, 'approved'))
        INSERT INTO class_enrollments (class_id, student_id, enrolled_from) VALUES ($1, $2, now() - interval '60 days')
        """;

    const string AddClass = "INSERT INTO classes (id, name, teacher_id) VALUES ($1, 'Grade 8 Narra (demo)', $2)";

    const string AddMeeting = """
        INSERT INTO zoom_meetings (id, zoom_meeting_id, host_id, title, start_time, duration, timezone, class_id,
                                   registration_enabled)
        VALUES ($1, $2, $3, $4, $5, $6, 'Asia/Manila', $7, true)
        """;

    const string AddSchedule = """
        INSERT INTO meeting_schedules (meeting_id, valid_from, lessons)
        VALUES ($1, now(), jsonb_build_array(jsonb_build_object('start', $2::timestamptz, 'minutes', $3::int)))
        """;

    const string LessonStart = "SELECT id, start_time FROM zoom_meetings WHERE zoom_meeting_id = $1 AND title = $2";

    /// <summary>Makes the school on an empty database; elsewhere nothing is touched.</summary>
    public static async Task MakeIfEmpty(SiloDatabase database, DateTimeOffset now)
    {
        await using var connection = await database.Open(CancellationToken.None);
        await using var isEmpty = new NpgsqlCommand(IsEmpty, connection);
        if (await isEmpty.ExecuteScalarAsync() is not true)
            return;
        await using var transaction = await connection.BeginTransactionAsync();
        await using var batch = new NpgsqlBatch(connection, transaction);
        AddTo(batch, DateTimeOffset.FromUnixTimeSeconds((now - AlreadyUnderWay).ToUnixTimeSeconds()));
        await batch.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    /// <summary>The demo lesson in the database: our id of its meeting, and when it begins; null without one.</summary>
    public static async Task<(Guid Meeting, DateTimeOffset Start)?> Lesson(SiloDatabase database, CancellationToken cancellation)
    {
        await using var command = database.Command(LessonStart);
        command.Parameters.Add(new() { Value = MeetingNumber.ToString(CultureInfo.InvariantCulture) });
        command.Parameters.Add(new() { Value = LessonTitle });
        await using var row = await command.ExecuteReaderAsync(cancellation);
        return await row.ReadAsync(cancellation) ? (row.GetGuid(0), row.GetFieldValue<DateTimeOffset>(1)) : null;
    }

    /// <summary>What happens in it: the same at every start of the program, so that a lesson under way goes on.</summary>
    public static LessonPlan Plan(DateTimeOffset start) => new()
    {
        Seed = 8,
        MeetingId = MeetingNumber,
        Topic = LessonTitle,
        Start = start,
        Length = LessonLength,
        People =
        [
            new("Luningning Ramos") { Email = EmailOf("Luningning Ramos"), Role = ZoomSimulator.Role.Host },
            .. Students.Select(student => new Person(student.Name)
            {
                Email = EmailOf(student.Name), RegistrantId = RegistrantOf(student.Name), Behaviour = student.Behaviour,
            }),
            new("iPad ni Bea") { Role = ZoomSimulator.Role.Guest },
        ],
    };

    static void AddTo(NpgsqlBatch batch, DateTimeOffset start)
    {
        var (teacher, schoolClass, meeting) = (Guid.CreateVersion7(), Guid.CreateVersion7(), Guid.CreateVersion7());
        Add(batch, AddUser, teacher, "Luningning Ramos", EmailOf("Luningning Ramos"), "teacher");
        Add(batch, AddUser, Guid.CreateVersion7(), "Demo Admin", EmailOf("Demo Admin"), "admin");
        Add(batch, AddClass, schoolClass, teacher);
        Add(batch, AddMeeting, meeting, MeetingNumber.ToString(CultureInfo.InvariantCulture), teacher, LessonTitle, start,
            (int)LessonLength.TotalMinutes, schoolClass);
        Add(batch, AddSchedule, meeting, start, (int)LessonLength.TotalMinutes);
        foreach (var (name, sex, _) in Students)
        {
            var student = Guid.CreateVersion7();
            Add(batch, AddUser, student, name, EmailOf(name), "student");
            Add(batch, AddSex, student, sex);
            Add(batch, AddStudent, schoolClass, student, meeting, RegistrantOf(name));
            if (name == "Dakila Reyes")
                AddParent(batch, "Maria Reyes", student);
        }
    }

    static void AddParent(NpgsqlBatch batch, string name, Guid child)
    {
        var parent = Guid.CreateVersion7();
        Add(batch, AddUser, parent, name, EmailOf(name), "parent");
        Add(batch, "INSERT INTO parent_children (parent_id, student_id) VALUES ($1, $2)", parent, child);
    }

    static void Add(NpgsqlBatch batch, string sql, params ReadOnlySpan<object> values)
    {
        var command = new NpgsqlBatchCommand(sql);
        foreach (var value in values)
            command.Parameters.Add(new NpgsqlParameter { Value = value });
        batch.BatchCommands.Add(command);
    }

    static string EmailOf(string name) => $"{name.ToLowerInvariant().Replace(' ', '.')}@demo.example.edu";

    static string RegistrantOf(string name) => $"demo-{name.ToLowerInvariant().Replace(' ', '-')}";
}
