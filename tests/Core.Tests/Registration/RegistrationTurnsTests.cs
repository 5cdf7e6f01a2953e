using Microsoft.Extensions.Time.Testing;
using ZoomOrleans.Registration;

namespace ZoomOrleans.Core.Tests.Registration;

public sealed class RegistrationTurnsTests
{
    readonly RegistrationTurns _turns = new(new FakeTimeProvider(Desk.Now));
    readonly Dictionary<string, (TaskCompletionSource Begun, TaskCompletionSource End)> _works = [];
    readonly List<string> _order = [];

    [Fact]
    public async Task A_lesson_that_runs_waits_for_none_of_those_to_come()
    {
        var tomorrow = Enumerable.Range(0, 200).Select(one => Begin($"tomorrow {one}", Desk.Now.AddDays(1))).ToList();

        var running = Begin("running", Desk.Now.AddMinutes(-10));

        Assert.Equal([.. Enumerable.Range(0, 5).Select(one => $"tomorrow {one}"), "running"], _order);
        await End("running", running);
        Assert.Equal(6, _order.Count);
        await End("tomorrow 0", tomorrow[0]);
        await Begun("tomorrow 5");
        Assert.Equal(7, _order.Count);
    }

    [Fact]
    public async Task Whose_lesson_is_next_comes_first_however_late_it_was_asked_for()
    {
        var first = Enumerable.Range(0, 6).Select(one => Begin($"soon {one}", Desk.Now)).ToList()[0];
        _ = Begin("some day", null);
        _ = Begin("next week", Desk.Now.AddDays(7));
        _ = Begin("in an hour", Desk.Now.AddHours(1));

        await End("soon 0", first);

        await Begun("in an hour");
        Assert.Equal(7, _order.Count);
    }

    [Fact]
    public async Task Work_that_fails_gives_its_turn_back()
    {
        for (var failure = 0; failure < 10; failure++)
            await Assert.ThrowsAsync<CrashException>(() => _turns.Take(Desk.Now, () => throw new CrashException()));
    }

    Task Begin(string name, DateTimeOffset? lesson)
    {
        var work = _works[name] = (new TaskCompletionSource(), new TaskCompletionSource());
        return _turns.Take(lesson, () =>
        {
            _order.Add(name);
            work.Begun.SetResult();
            return work.End.Task;
        });
    }

    Task Begun(string name) => _works[name].Begun.Task.WaitAsync(TimeSpan.FromSeconds(30));

    Task End(string name, Task work)
    {
        _works[name].End.SetResult();
        return work;
    }
}
