using System.Diagnostics;
using Xunit.Abstractions;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;

namespace ZoomOrleans.Cluster.Tests.Import;

public sealed class ImportSpeedTests(ITestOutputHelper output)
{
    const int Students = 3000;
    const int Rooms = 100;

    /// <summary>Generous: machines that are busy with other tests are slow.</summary>
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    [PostgresFact]
    public async Task Ten_thousand_rows_take_seconds()
    {
        await using var app = await AppProcess.Start();

        await Take("create", (10_000, 0, 0), File("Student"));
        await Take("repeat", (0, 0, 10_000), File("Student"));
        await Take("rename", (0, Students, 10_000 - Students), File("Renamed"));

        async Task Take(string what, (int, int, int) counts, string file)
        {
            var watch = Stopwatch.StartNew();
            var answer = await app.Admin.Import(file);
            output.WriteLine($"{what}: {watch.Elapsed.TotalSeconds:0.00} s");
            Assert.Equal(counts, answer.Counts());
            Assert.True(watch.Elapsed < Patience, $"{what} took {watch.Elapsed}");
        }
    }

    /// <summary>A teacher for each room, parents, and for most students two classes: 10,000 rows.</summary>
    static string File(string name) => string.Join('\n',
    [
        "type,name,email,role,teacher,class,student,parent,from",
        .. Enumerable.Range(0, Students).Select(i => $"enrolment,,,,,Room {i % Rooms},s{i}@school.example,,2026-06-01"),
        .. Enumerable.Range(0, Students).Select(i => $"user,{name} {i},s{i}@school.example,student,,,,,"),
        .. Enumerable.Range(0, 2800).Select(i => $"enrolment,,,,,Room {(i + 1) % Rooms},s{i}@school.example,,2026-06-01"),
        .. Enumerable.Range(0, Rooms).Select(i => $"user,Teacher {i},t{i}@school.example,teacher,,,,,"),
        .. Enumerable.Range(0, Rooms).Select(i => $"class,Room {i},,,t{i}@school.example,,,,"),
        .. Enumerable.Range(0, 500).Select(i => $"user,Parent {i},p{i}@school.example,parent,,,,,"),
        .. Enumerable.Range(0, 500).Select(i => $"parent,,,,,,s{i}@school.example,p{i}@school.example,"),
    ]);
}
