using System.Diagnostics;

namespace ZoomOrleans.Cluster.Tests.App;

/// <summary>Asks again until what follows by itself has followed.</summary>
static class Eventually
{
    static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);
    static readonly TimeSpan Poll = TimeSpan.FromMilliseconds(50);

    public static async Task<Answer> Get(HttpClient client, string path, Func<Answer, bool> isSo, TimeSpan? patience = null)
    {
        var started = Stopwatch.StartNew();
        while (true)
        {
            var answer = await client.Get(path);
            if (isSo(answer))
                return answer;
            Assert.True(started.Elapsed < (patience ?? Patience), $"{path} still answers {answer.Status}: {answer.Json}");
            await Task.Delay(Poll);
        }
    }
}
