using System.Collections.Concurrent;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.Api.CheckIns;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>The ring of keys for addresses, as several processes share it.</summary>
public sealed class AddressKeysTests : IDisposable
{
    static readonly TimeSpan Lifetime = TimeSpan.FromDays(30);

    readonly string _directory = Path.Combine(Path.GetTempPath(), $"address-keys-{Guid.NewGuid():N}");
    readonly FakeTimeProvider _clock = new(new DateTimeOffset(2026, 3, 2, 0, 30, 0, TimeSpan.Zero));

    public void Dispose()
    {
        if (Directory.Exists(_directory))
            Directory.Delete(_directory, recursive: true);
    }

    [Fact]
    public void Processes_that_make_the_first_key_at_once_have_one_key()
    {
        for (var round = 0; round < 50; round++)
        {
            var ids = new ConcurrentBag<string>();
            using var together = new Barrier(8);
            var processes = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                var keys = Keys();
                together.SignalAndWait();
                ids.Add(keys.Current().Id);
            })).ToList();
            processes.ForEach(one => one.Start());
            processes.ForEach(one => one.Join());

            Assert.Single(ids.Distinct());
            Assert.Single(Directory.GetFiles(_directory, "*.key"));
            Directory.Delete(_directory, recursive: true);
        }
    }

    [Fact]
    public void Nobody_but_the_owner_reads_a_key()
    {
        Keys().Current();

        if (OperatingSystem.IsWindows())
            return;
        Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Directory.GetFiles(_directory, "*.key").Single()));
        Assert.Equal(
            UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute, File.GetUnixFileMode(_directory));
    }

    [Fact]
    public void A_key_is_used_for_its_days_and_then_the_next_one()
    {
        var first = Keys().Current();
        _clock.Advance(Lifetime - TimeSpan.FromDays(1));
        Assert.Equal(first.Id, Keys().Current().Id);

        _clock.Advance(TimeSpan.FromDays(1));
        var second = Keys().Current();

        Assert.NotEqual(first.Id, second.Id);
        Assert.Equal(second.Id, Keys().Current().Id);
        Assert.Equal([first.Id, second.Id], Keys().All().Select(key => key.Id));
    }

    [Fact]
    public void Its_id_tells_nothing_of_it()
    {
        var key = Keys().Current();

        Assert.Matches("^[0-9a-f]{16}$", key.Id);
        Assert.DoesNotContain(key.Id, Convert.ToHexStringLower(key.Secret), StringComparison.Ordinal);
    }

    [PostgresFact]
    public async Task An_old_key_is_destroyed_when_the_last_hash_made_with_it_is_gone()
    {
        await using var database = await TestDatabase.Create();
        await using var silo = new SiloDatabase(database.ConnectionString);
        var keys = Keys();
        var old = keys.Current();
        await CheckInWith(database, old);
        var work = new OldAddressKeys(silo, keys, NullLogger<OldAddressKeys>.Instance);

        _clock.Advance(Lifetime);
        var young = keys.Current();
        await work.Look(default);
        Assert.Equal([old.Id, young.Id], keys.All().Select(key => key.Id));

        await Statements.Run(database.AdminConnectionString, "UPDATE qr_checkins SET ip_hash = NULL, key_id = NULL");
        await work.Look(default);
        Assert.Equal([young.Id], keys.All().Select(key => key.Id));
        Assert.Equal(0L, await Statements.Run(database.AdminConnectionString, "SELECT count(*) FROM ip_hash_keys"));
    }

    static Task CheckInWith(TestDatabase database, AddressKey key) => Statements.Run(database.AdminConnectionString, $"""
        WITH student AS (INSERT INTO users (name, email, role) VALUES ('S', gen_random_uuid()::text, 'student') RETURNING id),
            class AS (INSERT INTO classes (name) VALUES ('7 Rizal') RETURNING id),
            opened AS (INSERT INTO check_ins (class_id, closes_at) SELECT id, now() FROM class RETURNING id, class_id),
            used AS (INSERT INTO ip_hash_keys (id) VALUES ('{key.Id}') ON CONFLICT DO NOTHING)
        INSERT INTO qr_checkins (check_in_id, class_id, student_id, checked_in_at, ip_hash, key_id)
        SELECT opened.id, opened.class_id, student.id, now() - interval '1 second',
            '{key.HashOf(System.Net.IPAddress.Loopback)}', '{key.Id}'
        FROM opened, student
        """);

    AddressKeys Keys() => new(_directory, Lifetime, _clock);
}
