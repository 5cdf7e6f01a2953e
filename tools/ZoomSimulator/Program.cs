using ZoomOrleans.ZoomSimulator;

const int Accepted = 0, Refused = 1, Misused = 2;
const int RefusalsShownMax = 10;

if (args is ["serve", .. var rest])
    return await Serving.RunAsync(rest);
var (settings, error) = Arguments.Read(args);
if (error is not null)
    return Fail(error);
if (settings.Help)
    return Say(Arguments.Help());

Performance performance;
try
{
    performance = Performance.Of(settings, TimeProvider.System.GetUtcNow());
}
catch (Exception mistake) when (mistake is ArgumentException or FormatException or IOException)
{
    return Fail(mistake.Message);
}
if (settings.DryRun)
    return Say(string.Join(Environment.NewLine, performance.Deliveries.Select(Report.Line)));

using var stop = new CancellationTokenSource();
Console.CancelKeyPress += (_, key) => { key.Cancel = true; stop.Cancel(); };
// Zoom follows no redirection: a 3xx is an answer like any other.
using var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false });
var refusals = 0;
var player = new LessonPlayer(
    http,
    new PlayerOptions
    {
        Url = settings.Url!,
        Secret = settings.Secret!,
        Speed = settings.Speed,
        ParallelMax = settings.ParallelMax,
        Answered = ShowRefusal,
    },
    TimeProvider.System);
Console.WriteLine(Report.Before(performance, settings));
try
{
    var summary = await player.PlayAsync(performance.Deliveries, performance.Origin, stop.Token);
    Console.WriteLine(Report.Summary(summary));
    return summary.Accepted == summary.Deliveries ? Accepted : Refused;
}
catch (OperationCanceledException)
{
    return Fail("Stopped before the end of the lesson.");
}

void ShowRefusal(Answer answer)
{
    if (!answer.IsAccepted && Interlocked.Increment(ref refusals) <= RefusalsShownMax)
        Console.Error.WriteLine(Report.Refusal(answer));
}

static int Say(string text)
{
    Console.WriteLine(text);
    return Accepted;
}

static int Fail(string text)
{
    Console.Error.WriteLine(text);
    return Misused;
}
