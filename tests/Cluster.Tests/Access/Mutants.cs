namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>The database with one thing about access wrong.</summary>
sealed record Mutant(string Name, string Make, string Undo);

/// <summary>All that are made by dropping something, from the catalogs of a migrated database.</summary>
static class Mutants
{
    const char Separator = '\u001f';

    const string PolicyTexts = """
        SELECT concat_ws(chr(31), tablename, policyname, clause, expression)
        FROM pg_policies, LATERAL (VALUES ('USING', qual), ('WITH CHECK', with_check)) clauses (clause, expression)
        WHERE schemaname = 'public' AND expression IS NOT NULL
        ORDER BY tablename, policyname, clause
        """;

    /// <summary>Triggers that are no guards decide nothing: they make something happen elsewhere.</summary>
    const string FunctionTexts = """
        SELECT concat_ws(chr(31), proname, pg_get_functiondef(oid))
        FROM pg_proc
        WHERE pronamespace = 'access'::regnamespace AND (prorettype <> 'trigger'::regtype OR proname LIKE 'guard%')
        ORDER BY proname
        """;

    /// <summary>Functions that decide nothing about who may see or do something, and what they are for.</summary>
    static readonly Dictionary<string, string> NotAboutAccess = new()
    {
        ["audit"] = "writes down what triggers have seen",
        ["check_in"] = "checks in by a code, in the classes that my_classes names",
        ["check_ins_by_code"] = "knows codes, whoever asks, and is for check_in alone",
        ["shared_addresses"] = "is what suspicions_of tells, and is for that alone",
        ["begin_erasure"] = "erases whom erase_user names, and is for that alone",
        ["facts_about"] = "is what facts_to_export tells admins, and is for that alone",
        ["rename_user"] = "carries out an erasure, and is for the program alone",
        ["rename_in_texts"] = "carries out an erasure, and is for the program alone",
        ["last_lesson_end"] = "is about a meeting's time, and is for the program alone",
        ["make_due"] = "makes work due, for triggers and functions",
        ["make_due_for"] = "makes work due after an import, which reveals and changes nothing else",
        ["register_student"] = "tries again what registrations_of names, and that names something to admins alone",
        ["zoom_work"] = "is what waiting_for_zoom tells admins, and is for that alone",
        ["late_work"] = "is what own_work tells admins, and is for that alone",
        ["planned_end"] = "is about a meeting's schedule, as far as the caller sees it",
        ["takes_registrations"] = "is about a meeting and the time, whoever asks",
    };

    static readonly string[] Unread =
        [.. Rules.All.Where(rule => !rule.IsRead).Select(rule => $"SELECT ON {rule.Table}"),
         .. from rule in Rules.All from column in rule.Hidden select $"SELECT ({column}) ON {rule.Table}"];

    static readonly string[] Unchanged =
    [
        "UPDATE (id) ON users", "UPDATE (id) ON classes", "UPDATE (zoom_meeting_id) ON zoom_meetings",
        "UPDATE (join_url) ON zoom_meetings", "UPDATE (password) ON zoom_meetings",
    ];

    /// <summary>Either keeps empty what both enclose: only together they are noticed.</summary>
    public static readonly string[] Bounds = ["first_id without access.is_admin()", "last_id without access.is_admin()"];

    public static async Task<List<Mutant>> Of(SchoolDesk desk)
    {
        var functions = (await desk.ReadAsAdmin(FunctionTexts)).Select(text => text.Split(Separator)).ToList();
        Assert.Empty(NotAboutAccess.Keys.Except(functions.Select(one => one[0])));
        var ofFunctions = functions.Where(one => !NotAboutAccess.ContainsKey(one[0])).SelectMany(OfFunction).ToList();
        return
        [
            .. (await desk.ReadAsAdmin(PolicyTexts)).SelectMany(OfPolicy),
            .. ofFunctions,
            Together("bounds for everybody", ofFunctions.Where(one => Bounds.Contains(one.Name))),
            .. Others(),
        ];
    }

    static Mutant Together(string name, IEnumerable<Mutant> mutants) => new(
        name, string.Join(";\n", mutants.Select(one => one.Make)), string.Join(";\n", mutants.Select(one => one.Undo)));

    static IEnumerable<Mutant> Others() =>
    [
        .. Rules.All.SelectMany(rule => OfTable(rule.Table)),
        .. Unread.Concat(Unchanged).Select(right =>
            new Mutant($"granted {right}", $"GRANT {right} TO app_user", $"REVOKE {right} FROM app_user")),
        .. new[] { "zoom_meetings", "audit_log" }.Select(table => new Mutant($"guard of {table} dropped",
            $"ALTER TABLE {table} DISABLE TRIGGER guard", $"ALTER TABLE {table} ENABLE TRIGGER guard")),
    ];

    static IEnumerable<Mutant> OfPolicy(string text)
    {
        var (table, policy, clause, expression) = text.Split(Separator) is [var one, var two, var three, var four]
            ? (one, two, three, four) : throw new InvalidOperationException($"'{text}' is no policy.");
        var name = $"{table}.{policy} {clause}";
        var changes = Clauses.EachDropped(expression).Select(one => ($"{name} without {one.Dropped}", one.Sql))
            .Append(($"{name} false", "false"));
        if (expression != "true")
            changes = changes.Append(($"{name} true", "true"));
        return changes.Select(one => new Mutant(one.Item1, Alter(one.Item2), Alter(expression)));

        string Alter(string to) => $"ALTER POLICY {policy} ON {table} {clause} ({to})";
    }

    static IEnumerable<Mutant> OfFunction(string[] text)
    {
        var (name, definition) = (text[0], text[1]);
        var body = definition.IndexOf("AS $function$", StringComparison.Ordinal);
        return body < 0 ? [] : Clauses.EachDropped(definition[body..]).Select(one =>
            new Mutant($"{name} without {one.Dropped}", definition[..body] + one.Sql, definition));
    }

    static IEnumerable<Mutant> OfTable(string table)
    {
        var (force, enable) = ("FORCE ROW LEVEL SECURITY", "ENABLE ROW LEVEL SECURITY");
        yield return new Mutant($"{table} not forced", $"ALTER TABLE {table} NO {force}", $"ALTER TABLE {table} {force}");
        yield return new Mutant(
            $"{table} without row-level security", $"ALTER TABLE {table} DISABLE ROW LEVEL SECURITY",
            $"ALTER TABLE {table} {enable}");
    }
}
