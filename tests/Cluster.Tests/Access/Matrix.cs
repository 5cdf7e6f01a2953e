namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// Who may do what to which row. A line says: table, verb, who may do it to our half's row, then to their half's; or
/// <c>grant</c>, where nobody has the privilege at all. Whoever is not named meets the policies instead: they find no
/// row, and what they insert is refused. A word in brackets tells rows of one table apart.
/// </summary>
static class Matrix
{
    const string Lines = """
        users                        SELECT  admin host teacher student parent  | admin other
        users                        INSERT  admin                              | admin
        users                        UPDATE  admin                              | admin
        users                        DELETE  grant
        user_identities              SELECT  admin                              | admin
        user_identities              INSERT  admin                              | admin
        user_identities              UPDATE  grant
        user_identities              DELETE  admin                              | admin
        classes                      SELECT  admin teacher student parent       | admin other
        classes                      INSERT  admin                              | admin
        classes                      UPDATE  admin                              | admin
        classes                      DELETE  grant
        class_enrollments            SELECT  admin teacher student parent       | admin other
        class_enrollments            INSERT  admin                              | admin
        class_enrollments            UPDATE  admin                              | admin
        class_enrollments            DELETE  admin                              | admin
        parent_children              SELECT  admin student parent               | admin
        parent_children              INSERT  admin                              | admin
        parent_children              UPDATE  admin                              | admin
        parent_children              DELETE  admin                              | admin
        zoom_meetings                SELECT  admin host teacher student parent  | admin other
        zoom_meetings                INSERT  admin teacher                      | admin other
        zoom_meetings                UPDATE  admin host                         | admin other
        zoom_meetings                DELETE  grant
        meeting_schedules            SELECT  admin host teacher student parent  | admin other
        meeting_schedules            INSERT  admin host                         | admin other
        meeting_schedules            UPDATE  grant
        meeting_schedules            DELETE  grant
        meeting_registrants          SELECT  admin host teacher student         | admin other
        meeting_registrants          INSERT  grant
        meeting_registrants          UPDATE  grant
        meeting_registrants          DELETE  grant
        meeting_log                  SELECT  grant
        meeting_log                  INSERT  grant
        meeting_log                  UPDATE  grant
        meeting_log                  DELETE  grant
        meeting_heads                SELECT  grant
        meeting_heads                INSERT  grant
        meeting_heads                UPDATE  grant
        meeting_heads                DELETE  grant
        due_work                     SELECT  admin                              | admin
        due_work                     INSERT  grant
        due_work                     UPDATE  grant
        due_work                     DELETE  grant
        unscheduled_meetings         SELECT  admin                              | admin
        unscheduled_meetings         INSERT  grant
        unscheduled_meetings         UPDATE  grant
        unscheduled_meetings         DELETE  grant
        quarantined_events           SELECT  admin                              | admin
        quarantined_events           INSERT  grant
        quarantined_events           UPDATE  grant
        quarantined_events           DELETE  grant
        meeting_occurrences          SELECT  admin host teacher student parent  | admin other
        meeting_occurrences          INSERT  grant
        meeting_occurrences          UPDATE  grant
        meeting_occurrences          DELETE  grant
        meeting_runs                 SELECT  admin host teacher student parent  | admin other
        meeting_runs                 INSERT  grant
        meeting_runs                 UPDATE  grant
        meeting_runs                 DELETE  grant
        zoom_participants            SELECT  admin host teacher student parent  | admin other
        zoom_participants            INSERT  grant
        zoom_participants            UPDATE  grant
        zoom_participants            DELETE  grant
        attendance_records           SELECT  admin host teacher student parent  | admin other
        attendance_records           INSERT  grant
        attendance_records           UPDATE  grant
        attendance_records           DELETE  grant
        calendar_events              SELECT  admin host teacher student parent  | admin other
        calendar_events              INSERT  grant
        calendar_events              UPDATE  grant
        calendar_events              DELETE  grant
        calendar_feeds               SELECT  student                            | -
        calendar_feeds               INSERT  parent                             | -
        calendar_feeds               UPDATE  student                            | -
        calendar_feeds               DELETE  student                            | -
        idempotency_keys             SELECT  student                            | -
        idempotency_keys             INSERT  student                            | -
        idempotency_keys             UPDATE  grant
        idempotency_keys             DELETE  student                            | -
        meeting_creations            SELECT  host                               | other
        meeting_creations            INSERT  host                               | other
        meeting_creations            UPDATE  host                               | other
        meeting_creations            DELETE  host                               | other
        attendance_policies          SELECT  admin teacher                      | admin other
        attendance_policies          INSERT  admin teacher                      | admin other
        attendance_policies          UPDATE  admin teacher                      | admin other
        attendance_policies          DELETE  admin teacher                      | admin other
        attendance_policies[school]  SELECT  admin host teacher other           | admin host teacher other
        attendance_policies[school]  INSERT  admin                              | admin
        attendance_policies[school]  UPDATE  admin                              | admin
        attendance_policies[school]  DELETE  admin                              | admin
        retention_policies           SELECT  admin                              | admin
        retention_policies           INSERT  grant
        retention_policies           UPDATE  admin                              | admin
        retention_policies           DELETE  grant
        school_settings              SELECT  admin                              | admin
        school_settings              INSERT  grant
        school_settings              UPDATE  admin                              | admin
        school_settings              DELETE  grant
        erasures                     SELECT  admin                              | admin
        erasures                     INSERT  grant
        erasures                     UPDATE  grant
        erasures                     DELETE  grant
        check_ins                    SELECT  admin teacher student parent       | admin other
        check_ins                    INSERT  admin teacher                      | admin other
        check_ins                    UPDATE  admin teacher                      | admin other
        check_ins                    DELETE  grant
        qr_checkins                  SELECT  admin teacher student parent       | admin other
        qr_checkins                  INSERT  grant
        qr_checkins                  UPDATE  grant
        qr_checkins                  DELETE  grant
        ip_hash_keys                 SELECT  grant
        ip_hash_keys                 INSERT  grant
        ip_hash_keys                 UPDATE  grant
        ip_hash_keys                 DELETE  grant
        check_in_misses              SELECT  grant
        check_in_misses              INSERT  grant
        check_in_misses              UPDATE  grant
        check_in_misses              DELETE  grant
        audit_log                    SELECT  admin                              | admin
        audit_log                    INSERT  student                            | -
        audit_log                    UPDATE  grant
        audit_log                    DELETE  grant
        """;

    static readonly char[] Blank = [' '];

    public static readonly IReadOnlyList<MatrixLine> All = [.. Lines.Split('\n').Select(Read)];

    static MatrixLine Read(string line)
    {
        var halves = line.Split('|');
        var words = halves[0].Split(Blank, StringSplitOptions.RemoveEmptyEntries);
        return new(words[0], words[1], IsGranted: words[2] != "grant", [.. words[2..]], halves.Length > 1
            ? [.. halves[1].Split(Blank, StringSplitOptions.RemoveEmptyEntries)] : []);
    }
}

/// <param name="Rows">The table, with a word in brackets where some of its rows have rules of their own.</param>
/// <param name="Verb">SELECT, INSERT, UPDATE or DELETE.</param>
/// <param name="IsGranted">Whether app_user has the privilege at all.</param>
/// <param name="Ours">Who may do it to our half's row.</param>
/// <param name="Theirs">Who may do it to their half's row.</param>
sealed record MatrixLine(string Rows, string Verb, bool IsGranted, HashSet<string> Ours, HashSet<string> Theirs)
{
    public string Table => Rows.Split('[')[0];
}
