using System.Diagnostics;
using System.Text.Json;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace ZoomOrleans.EndpointReport;

/// <summary>
/// Runs inside the program under test: when it has started, writes down all of its endpoints. Nothing that the program
/// says of itself is as complete; the OpenAPI document leaves out what is excluded from it.
/// </summary>
public sealed class EndpointWriter : IObserver<DiagnosticListener>, IObserver<KeyValuePair<string, object?>>
{
    public const string FileVariable = "TEST_ENDPOINTS_FILE";

    public void OnNext(DiagnosticListener value)
    {
        if (value.Name == "Microsoft.Extensions.Hosting")
            value.Subscribe(this);
    }

    public void OnNext(KeyValuePair<string, object?> value)
    {
        if (value is { Key: "HostBuilt", Value: IHost host })
            host.Services.GetRequiredService<IHostApplicationLifetime>()
                .ApplicationStarted.Register(() => Write(host.Services.GetRequiredService<EndpointDataSource>()));
    }

    public void OnCompleted()
    {
    }

    public void OnError(Exception error)
    {
    }

    /// <summary>Under another name first: whoever finds the file finds all of it.</summary>
    static void Write(EndpointDataSource source)
    {
        var file = Environment.GetEnvironmentVariable(FileVariable)!;
        File.WriteAllText($"{file}.part", JsonSerializer.Serialize(
            source.Endpoints.OfType<RouteEndpoint>().SelectMany(Named)));
        File.Move($"{file}.part", file);
    }

    static IEnumerable<MappedEndpoint> Named(RouteEndpoint endpoint)
    {
        var methods = endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];
        return (methods is [] ? ["*"] : methods).Select(method => new MappedEndpoint(
            $"{method} /{endpoint.RoutePattern.RawText?.Trim('/')}", IsAnonymous(endpoint)));
    }

    /// <summary>One that is short-circuited is answered before anybody asks who calls.</summary>
    static bool IsAnonymous(RouteEndpoint endpoint) => endpoint.Metadata.Any(item =>
        item is IAllowAnonymous || item.GetType().Name == "ShortCircuitMetadata");
}
