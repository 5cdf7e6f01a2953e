using System.Collections.Concurrent;

namespace ZoomOrleans.ZoomSimulator;

/// <summary>
/// Sends deliveries at their times. What is due already is sent at once, so a lesson that has begun catches up and
/// then goes on by itself.
/// </summary>
public sealed class LessonPlayer(HttpClient http, PlayerOptions options, TimeProvider clock)
{
    /// <summary>Plays in order of sending.</summary>
    /// <param name="deliveries">Of one lesson, or of several that start together.</param>
    /// <param name="origin">
    /// The time at which offset 0 is due: for real time the lesson's start; for compressed time usually now.
    /// </param>
    /// <param name="stop">Ends the play with an <see cref="OperationCanceledException"/>.</param>
    public async Task<PlaySummary> PlayAsync(
        IReadOnlyList<Delivery> deliveries, DateTimeOffset origin, CancellationToken stop = default)
    {
        using var gate = new SemaphoreSlim(options.ParallelMax);
        var play = new Play(gate, [], stop);
        var began = clock.GetTimestamp();
        var sending = new List<Task>(deliveries.Count);
        try
        {
            foreach (var delivery in deliveries.OrderBy(delivery => delivery.Offset))
            {
                await Until(origin + options.Compressed(delivery.Offset), stop);
                await gate.WaitAsync(stop);
                sending.Add(DeliverAsync(delivery, play));
            }
        }
        finally
        {
            // The gate must outlive those who hold it, whatever ended the play.
            await Task.WhenAll(sending);
        }
        return PlaySummary.Of(deliveries.Count, play.Answers, clock.GetElapsedTime(began));
    }

    /// <summary>Enters with the gate held.</summary>
    async Task DeliverAsync(Delivery delivery, Play play)
    {
        var sent = clock.GetUtcNow();
        var answer = await PostAsync(delivery, play);
        foreach (var wait in ZoomRetries.Waits)
        {
            if (!answer.IsRetried)
                return;
            await Until(sent + options.Compressed(wait), play.Stop);
            await play.Gate.WaitAsync(play.Stop);
            sent = clock.GetUtcNow();
            answer = await PostAsync(delivery, play);
        }
    }

    async Task<Answer> PostAsync(Delivery delivery, Play play)
    {
        try
        {
            var status = await ZoomRequest.PostAsync(http, delivery, options, clock, play.Stop);
            var answer = new Answer(delivery, status);
            play.Answers.Enqueue(answer);
            options.Answered?.Invoke(answer);
            return answer;
        }
        finally
        {
            play.Gate.Release();
        }
    }

    Task Until(DateTimeOffset due, CancellationToken stop)
    {
        var wait = due - clock.GetUtcNow();
        return wait > TimeSpan.Zero ? Task.Delay(wait, clock, stop) : Task.CompletedTask;
    }

    sealed record Play(SemaphoreSlim Gate, ConcurrentQueue<Answer> Answers, CancellationToken Stop);
}
