using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Npgsql;
using ZoomOrleans.Silo.Postgres;

namespace ZoomOrleans.Cluster.Tests.Postgres;

/// <summary>What a new instance is like, and what it keeps to itself.</summary>
public sealed class EmbeddedClusterTests
{
    [PostgresFact]
    public async Task The_login_owns_its_database_and_is_no_superuser()
    {
        var server = await TestServer.Get();

        Assert.Equal("zoomorleans, no superuser, makes roles", await Statements.Run(
            server.ConnectionString,
            """
            SELECT d.datname
                || CASE WHEN r.rolsuper OR r.rolbypassrls THEN ', superuser' ELSE ', no superuser' END
                || CASE WHEN r.rolcreaterole THEN ', makes roles' ELSE '' END
            FROM pg_database d
            JOIN pg_roles r ON r.oid = d.datdba
            WHERE d.datname = current_database() AND r.rolname = current_user
            """));
    }

    [PostgresTheory]
    [InlineData("data_checksums", "on")]
    [InlineData("fsync", "on")]
    [InlineData("synchronous_commit", "on")]
    [InlineData("server_encoding", "UTF8")]
    [InlineData("password_encryption", "scram-sha-256")]
    [InlineData("listen_addresses", "127.0.0.1")]
    public async Task The_server_is_set_up_to_lose_nothing_and_to_be_private(string setting, string value)
    {
        var server = await TestServer.Get();

        Assert.Equal(value, await Statements.Run(server.ConnectionString, $"SHOW {setting}"));
    }

    [PostgresFact]
    public async Task A_wrong_password_is_refused()
    {
        var server = await TestServer.Get();
        var wrong = new NpgsqlConnectionStringBuilder(server.ConnectionString) { Password = "wrong" };

        var refusal = await Assert.ThrowsAsync<PostgresException>(
            () => Statements.Run(wrong.ConnectionString, "SELECT 1"));

        Assert.Equal(PostgresErrorCodes.InvalidPassword, refusal.SqlState);
    }

    [PostgresFact]
    public async Task Passwords_are_in_no_log_and_only_their_owner_reads_their_files()
    {
        using var own = new OwnServer();
        var log = new RememberingLogger();
        var options = new EmbeddedPostgresOptions { DataDirectory = own.Directory };
        await using var server = await EmbeddedPostgres.Start(options, log, CancellationToken.None);

        var serverLog = await File.ReadAllTextAsync(own.Files.ServerLog);
        foreach (var file in new[] { own.Files.LoginPassword, own.Files.AdminPassword })
        {
            var password = await File.ReadAllTextAsync(file);
            Assert.DoesNotContain(password, log.Text + serverLog, StringComparison.Ordinal);
            Assert.True(OperatingSystem.IsWindows()
                || File.GetUnixFileMode(file) == (UnixFileMode.UserRead | UnixFileMode.UserWrite));
        }
    }

    [PostgresFact]
    public async Task A_first_start_that_was_killed_is_begun_anew()
    {
        using var own = new OwnServer();
        Directory.CreateDirectory(own.Files.NewCluster);
        await File.WriteAllTextAsync(Path.Combine(own.Files.NewCluster, "PG_VERSION"), "half written");

        await using var server = await own.Start();

        Assert.Equal(1, await Statements.Run(server.ConnectionString, "SELECT 1"));
    }

    [PostgresFact]
    public async Task Data_of_another_major_version_are_refused_with_what_to_do()
    {
        using var own = new OwnServer();
        Directory.CreateDirectory(own.Files.Cluster);
        await File.WriteAllTextAsync(Path.Combine(own.Files.Cluster, "PG_VERSION"), "9\n");

        var refusal = await Assert.ThrowsAsync<EmbeddedPostgresException>(own.Start);

        Assert.Contains("was made by PostgreSQL 9", refusal.Message, StringComparison.Ordinal);
        Assert.Contains("pg_upgrade", refusal.Message, StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task A_directory_closed_to_the_servers_account_is_replaced()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
            return;

        var closed = Directory.CreateDirectory(TestDirectory.New(), UnixFileMode.UserRead
            | UnixFileMode.UserWrite | UnixFileMode.UserExecute).FullName;
        var account = await ServerAccount.Find(CancellationToken.None);

        var used = await InstanceDirectory.Prepare(
            Path.Combine(closed, "data"), account, NullLogger.Instance, CancellationToken.None);

        Assert.StartsWith("/var/lib/zoomorleans/", used, StringComparison.Ordinal);
        Directory.Delete(used);
        Directory.Delete(closed, recursive: true);
    }

    sealed class RememberingLogger : ILogger
    {
        public string Text { get; private set; } = "";

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) =>
            Text += formatter(state, exception) + exception;
    }
}
