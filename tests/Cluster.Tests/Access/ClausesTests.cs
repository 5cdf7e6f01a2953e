namespace ZoomOrleans.Cluster.Tests.Access;

public sealed class ClausesTests
{
    [Theory]
    [InlineData("(a OR b)", "(b)", "(a)")]
    [InlineData("((a = 'x OR y') AND ((b OR c)))", "(((b OR c)))", "((a = 'x OR y'))", "((a = 'x OR y') AND ((c)))",
        "((a = 'x OR y') AND ((b)))")]
    [InlineData("a OR b AND c", "b AND c", "a", "a OR c", "a OR b")]
    [InlineData("array(SELECT a UNION SELECT b)", "array(SELECT b)", "array(SELECT a)")]
    [InlineData("SELECT a FROM t WHERE a IS DISTINCT FROM b AND c", "SELECT a FROM t WHERE c",
        "SELECT a FROM t WHERE a IS DISTINCT FROM b", "SELECT a FROM t WHERE true")]
    [InlineData("SELECT FROM t LEFT JOIN u ON a AND b LEFT JOIN v ON c", "SELECT FROM t LEFT JOIN u ON b LEFT JOIN v ON c",
        "SELECT FROM t LEFT JOIN u ON a LEFT JOIN v ON c")]
    [InlineData("UPDATE t SET a = 1 WHERE b RETURNING a INTO c", "UPDATE t SET a = 1 WHERE true RETURNING a INTO c")]
    [InlineData("RETURN CASE WHEN a THEN b END;", "RETURN CASE WHEN true THEN b END;")]
    [InlineData("x := a -- so OR so\n OR b;", "x := b;", "x := a;")]
    public void Each_clause_is_dropped_once(string sql, params string[] expected) =>
        Assert.Equal(expected.Order(), Clauses.EachDropped(sql).Select(one => one.Sql).Order());
}
