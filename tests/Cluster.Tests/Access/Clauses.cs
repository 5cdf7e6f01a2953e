using System.Text.RegularExpressions;

namespace ZoomOrleans.Cluster.Tests.Access;

/// <summary>
/// SQL with one clause less: without one arm of an OR or of a UNION, without one conjunct of an AND, or with a condition
/// that always holds. Knows words, texts and parentheses, and no more of the grammar than the school's policies need.
/// </summary>
static partial class Clauses
{
    /// <summary>What an expression does not reach across.</summary>
    static readonly HashSet<string> Ends = new(StringComparer.OrdinalIgnoreCase)
    {
        ",", ";", ":=", "AS", "BEGIN", "CASE", "DECLARE", "ELSE", "END", "FROM", "IF", "JOIN", "LATERAL", "LEFT",
        "ON", "ORDER", "QUERY", "RAISE", "RETURN", "RETURNING", "SELECT", "THEN", "UNION", "WHEN", "WHERE",
    };

    static readonly HashSet<string> Conditions = new(StringComparer.OrdinalIgnoreCase) { "IF", "WHEN", "WHERE" };

    /// <summary>Each with what it lacks.</summary>
    public static IEnumerable<(string Dropped, string Sql)> EachDropped(string sql)
    {
        var words = Words(sql);
        foreach (var (region, opener) in Regions(words))
        {
            var arms = Split(region, "OR");
            foreach (var one in Without(sql, arms))
                yield return one;
            foreach (var conjuncts in arms.Select(arm => Split(arm, "AND")).Where(all => !IsOneClause(sql, all)))
                foreach (var one in Without(sql, conjuncts))
                    yield return one;
            if (Conditions.Contains(opener))
                yield return (Text(sql, region), Replace(sql, region, "true"));
        }
        foreach (var arms in Unions(words))
            foreach (var one in Without(sql, arms))
                yield return one;
    }

    /// <summary>Words between two ends, with the end before them. What stands in parentheses is one word.</summary>
    static IEnumerable<(List<Word> Region, string Opener)> Regions(List<Word> words) =>
        from scope in Scopes(words)
        from region in Cut(scope, word => Ends.Contains(word.Text))
        where region.Region.Count > 0
        select region;

    static IEnumerable<List<List<Word>>> Unions(List<Word> words) =>
        from scope in Scopes(words)
        let arms = Split(scope, "UNION")
        where arms.Count > 1
        select arms;

    /// <summary>The words directly within each pair of parentheses, and those outside of all.</summary>
    static IEnumerable<List<Word>> Scopes(List<Word> words)
    {
        yield return words;
        foreach (var scope in words.SelectMany(word => Scopes(word.Within)).Where(scope => scope.Count > 0))
            yield return scope;
    }

    static IEnumerable<(List<Word> Region, string Opener)> Cut(List<Word> scope, Func<Word, bool> isEnd)
    {
        var (region, opener) = (new List<Word>(), "");
        foreach (var word in scope)
        {
            // IS DISTINCT FROM is one operator.
            if (!isEnd(word) || (word.Is("FROM") && region.Count > 0 && region[^1].Is("DISTINCT")))
            {
                region.Add(word);
                continue;
            }
            yield return (region, opener);
            (region, opener) = ([], word.Text);
        }
        yield return (region, opener);
    }

    static List<List<Word>> Split(List<Word> words, string by) =>
        [.. Cut(words, word => word.Is(by)).Select(one => one.Region)];

    /// <summary>
    /// From and to, of which either bound keeps out who has none; or the same twice, in two ways: both are there for the
    /// planner.
    /// </summary>
    static bool IsOneClause(string sql, List<List<Word>> conjuncts) =>
        conjuncts.Count == 2 && Functions(Text(sql, conjuncts[0])) is { Length: > 0 } one
        && Functions(Text(sql, conjuncts[1])) is var other && (one == other || (one, other) is ("first_id", "last_id"));

    static string Functions(string text) =>
        string.Join(' ', Function().Matches(text).Select(call => call.Groups[1].Value));

    static IEnumerable<(string Dropped, string Sql)> Without(string sql, List<List<Word>> parts)
    {
        for (var i = 0; parts.Count > 1 && i < parts.Count; i++)
        {
            var (from, to) = i == 0 ? (parts[0][0].Start, parts[1][0].Start) : (parts[i - 1][^1].End, parts[i][^1].End);
            yield return (Text(sql, parts[i]), sql[..from] + sql[to..]);
        }
    }

    static string Text(string sql, List<Word> words) =>
        string.Join(' ', sql[words[0].Start..words[^1].End].Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    static string Replace(string sql, List<Word> words, string by) =>
        $"{sql[..words[0].Start]}{by}{sql[words[^1].End..]}";

    static List<Word> Words(string sql)
    {
        var at = 0;
        return Words(sql, ref at);
    }

    /// <summary>Up to the parenthesis that closes what was open before.</summary>
    static List<Word> Words(string sql, ref int at)
    {
        var words = new List<Word>();
        while (at < sql.Length && sql[at] != ')')
        {
            if (char.IsWhiteSpace(sql[at]))
            {
                at++;
                continue;
            }
            var start = at;
            List<Word> within = [];
            if (sql[at] == '(')
            {
                at++;
                within = Words(sql, ref at);
                at++;
            }
            else if (sql[at] == '\'')
                at = sql.IndexOf('\'', at + 1) + 1;
            else if (sql[at..].StartsWith("--", StringComparison.Ordinal))
            {
                at = sql.IndexOf('\n', at);
                continue;
            }
            else if (sql[at..].StartsWith(":=", StringComparison.Ordinal))
                at += 2;
            else if (IsOfName(sql[at]))
                while (at < sql.Length && IsOfName(sql[at]))
                    at++;
            else
                at++;
            words.Add(new Word(sql[start..at], start, at, within));
        }
        return words;
    }

    static bool IsOfName(char one) => char.IsLetterOrDigit(one) || one is '_' or '.' or '$';

    [GeneratedRegex(@"access\.(\w+)\(\)")]
    private static partial Regex Function();

    sealed record Word(string Text, int Start, int End, List<Word> Within)
    {
        public bool Is(string text) => Text.Equals(text, StringComparison.OrdinalIgnoreCase);
    }
}
