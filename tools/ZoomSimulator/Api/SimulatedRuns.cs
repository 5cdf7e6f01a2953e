using System.Globalization;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>What happens in the account's meetings: by hand, or as a lesson that is played.</summary>
public sealed class SimulatedRuns
{
    readonly ZoomAccount account;

    internal SimulatedRuns(ZoomAccount account) => this.account = account;

    DateTimeOffset Now => account.Options.Clock.GetUtcNow();

    /// <summary>Starts a run with nobody in it, and tells so.</summary>
    /// <returns>Its uuid.</returns>
    public string Start(long meetingId)
    {
        lock (account.Gate)
        {
            var meeting = Meeting(meetingId);
            if (meeting.RunAt(Now) is { } other)
                throw new InvalidOperationException($"Meeting {meeting.Key} is under way already, as {other.Uuid}.");
            var run = new MeetingRun(ZoomIds.Run(account.Naming()), MeetingRun.WholeSecond(Now));
            meeting.Runs.Add(run);
            MeetingNotices.Started(account.Webhooks, meeting, run);
            return run.Uuid;
        }
    }

    /// <summary>Ends the run that is under way, and tells so.</summary>
    public void End(long meetingId)
    {
        lock (account.Gate)
        {
            var meeting = Meeting(meetingId);
            var run = meeting.RunAt(Now)
                ?? throw new InvalidOperationException($"Meeting {meeting.Key} is not under way.");
            run.EndAt(Now);
            MeetingNotices.Ended(account.Webhooks, meeting, run, run.End!.Value);
        }
    }

    /// <summary>A lesson of a meeting, its host and its approved registrants: to be changed, made, and played.</summary>
    public LessonPlan PlanOf(long meetingId, DateTimeOffset start, TimeSpan length)
    {
        lock (account.Gate)
        {
            var meeting = Meeting(meetingId);
            var host = meeting.Host;
            var registered = meeting.Registrants
                .Where(known => known.Status == RegistrantStatus.Approved)
                .Select(known => new Person(known.Name) { Email = known.Email, RegistrantId = known.Id });
            return new()
            {
                Seed = account.Options.Seed,
                MeetingId = meeting.Id,
                Topic = meeting.Topic,
                MeetingType = meeting.Type,
                AccountId = account.Options.AccountId,
                TimeZone = meeting.TimeZone,
                Start = start,
                Length = length,
                People =
                [
                    new Person(host.Name) { Email = host.Email, ZoomUserId = host.Id, Role = Role.Host }, .. registered,
                ],
            };
        }
    }

    /// <summary>
    /// Makes the lesson's runs those of its meeting, so that reports tell of them once they are over; sends nothing. A
    /// meeting that nobody has made over the API is made, of the account's first user.
    /// </summary>
    public void Add(Lesson lesson)
    {
        lock (account.Gate)
        {
            var meeting = account.Meetings.GetValueOrDefault(lesson.Plan.MeetingId) ?? Made(lesson.Plan);
            var rows = new LessonRows(lesson, account.Options.ReportsSplitAtBreakouts);
            meeting.Runs.AddRange(lesson.Runs.Select(run => MeetingRun.Played(run, rows.Of(run))));
            meeting.Runs.Sort((one, other) => one.Start.CompareTo(other.Start));
        }
    }

    /// <summary>Adds the lesson and sends its webhooks; what was not accepted stands in the webhook logs.</summary>
    /// <param name="lesson">To be played.</param>
    /// <param name="faults">How its events arrive.</param>
    /// <param name="speed">Seconds of the lesson per second; 0: as fast as possible.</param>
    /// <param name="stop">Ends the play; what was told stays told.</param>
    public Task<PlaySummary> PlayAsync(Lesson lesson, Faults faults, double speed = 0, CancellationToken stop = default)
    {
        var options = new PlayerOptions
        {
            Url = account.Options.WebhookUrl
                ?? throw new InvalidOperationException("A lesson is played to a receiver: set WebhookUrl in the options."),
            Secret = account.Options.WebhookSecret,
            Speed = speed,
            Answered = account.Webhooks.Log,
        };
        Add(lesson);
        var player = new LessonPlayer(account.Webhooks.Http, options, account.Options.Clock);
        return player.PlayAsync(Deliveries.Of(lesson, faults), speed == 1 ? lesson.Plan.Start : Now, stop);
    }

    Meeting Made(LessonPlan plan)
    {
        var meeting = account.NewMeeting(account.Options.Users[0], plan.MeetingId, Now);
        (meeting.Topic, meeting.Type, meeting.Start) = (plan.Topic, MeetingType.Scheduled, plan.Start);
        (meeting.Duration, meeting.TimeZone) = ((int)plan.Length.TotalMinutes, plan.TimeZone);
        account.Meetings.Add(meeting.Id, meeting);
        return meeting;
    }

    Meeting Meeting(long id) => account.Meetings.GetValueOrDefault(id) ?? throw new ArgumentException(
        string.Create(CultureInfo.InvariantCulture, $"There is no meeting {id}."), nameof(id));
}
