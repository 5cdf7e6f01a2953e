using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace ZoomOrleans.ZoomSimulator.Api;

/// <summary>
/// Takes each request through what may refuse it, token, rate and route in this order, and through the failures that
/// the script has for it.
/// </summary>
sealed class FrontDoor(ZoomAccount account, Tokens tokens, FailureScript failures, CallRecord calls)
{
    readonly SimulatedZoomOptions options = account.Options;
    readonly RoutingTable routing = new(account);
    readonly TokenRoute tokenRoute = new(account.Options, tokens);
    readonly Writes writes = new();

    public async Task Serve(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        if (routing.Find(http.Request.Method, target) is not var (route, path))
        {
            await Write(http, ApiError.NoRoute);
            return;
        }
        http.Request.EnableBuffering();
        var body = await Body(http.Request);
        var failure = failures.Next(route.Name);
        var now = options.Clock.GetUtcNow();
        var status = 0;
        try
        {
            await Pass(
                options.Latency + (failure?.Before ?? TimeSpan.Zero),
                failure is { WaitsForNobody: true } ? CancellationToken.None : http.RequestAborted);
            if (failure is { CutsBefore: true })
            {
                http.Abort();
                return;
            }
            ApiAnswer answer;
            // Whoever learns how it went may write again at once.
            using (Begin(route, path, out var refused))
            {
                answer = refused ?? failure?.Instead?.Invoke(route, account.Limits.Limits, options.Clock.GetUtcNow())
                    ?? await Answer(http, route, path, body);
                status = answer.Status;
                await Pass(failure?.After ?? TimeSpan.Zero, http.RequestAborted);
            }
            if (failure is { LosesAnswer: true })
                http.Abort();
            else
                await Write(http, answer);
        }
        catch (OperationCanceledException) when (http.RequestAborted.IsCancellationRequested)
        {
            // The caller has gone; the recorded status tells whether anything was done.
        }
        finally
        {
            calls.Add(new(now, route.Name, target, body, status, failure));
        }
    }

    async Task<ApiAnswer> Answer(HttpContext http, Route route, IReadOnlyDictionary<string, string> path, string body)
    {
        var now = options.Clock.GetUtcNow();
        if (route == TokenRoute.Route)
            return await tokenRoute.Answer(http.Request, now);
        if (tokens.Refuse(http.Request.Headers.Authorization, route.Scope!, now) is { } stranger)
            return stranger;
        var category = route.Category!.Value;
        if (account.Limits.Refuse(route, category, now) is { } tooMany)
            return tooMany;
        var json = Parsed(body);
        if (route.HasBody && json is null)
            return ApiError.NotJson;
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        ApiAnswer answer;
        lock (account.Gate)
            answer = route.Answer(new(route, target, path, http.Request.Query, json, now));
        return answer.Headers.Count > 0 ? answer : answer with { Headers = account.Limits.Headers(category) };
    }

    IDisposable? Begin(Route route, IReadOnlyDictionary<string, string> path, out ApiAnswer? refused)
    {
        refused = null;
        if (!options.RefusesConcurrentWrites || Writes.Resource(route, path) is not { } resource)
            return null;
        var writing = writes.Begin(resource);
        if (writing is null)
            refused = account.Limits.RefuseConcurrent(route, resource, options.Clock.GetUtcNow());
        return writing;
    }

    Task Pass(TimeSpan time, CancellationToken stop) =>
        time > TimeSpan.Zero ? calls.Wait(Task.Delay(time, options.Clock, stop)) : Task.CompletedTask;

    static async Task<string> Body(HttpRequest request)
    {
        using var reader = new StreamReader(request.Body, Encoding.UTF8, leaveOpen: true);
        var body = await reader.ReadToEndAsync();
        request.Body.Position = 0;
        return body;
    }

    static JsonObject? Parsed(string body)
    {
        try
        {
            return JsonNode.Parse(body, documentOptions: new() { AllowDuplicateProperties = false }) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    async Task Write(HttpContext http, ApiAnswer answer)
    {
        http.Response.StatusCode = answer.Status;
        foreach (var (name, value) in answer.Headers.Where(header => options.TellsLimits || header.Name == "Retry-After"))
            http.Response.Headers[name] = value;
        if (answer.Body is not { } json)
            return;
        http.Response.ContentType = "application/json;charset=UTF-8";
        await http.Response.Body.WriteAsync(Encoding.UTF8.GetBytes(json.ToJsonString(ZoomJson.AsIs)));
    }
}
