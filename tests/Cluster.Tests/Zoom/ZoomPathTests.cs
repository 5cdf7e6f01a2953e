using ZoomOrleans.Silo.Zoom;

namespace ZoomOrleans.Cluster.Tests.Zoom;

/// <summary>What stands in the request line when it reaches Zoom.</summary>
public sealed class ZoomPathTests
{
    [Theory]
    [InlineData("abcDEF123==", "abcDEF123%3D%3D")]
    [InlineData("ab+c/dE==", "ab%2Bc%2FdE%3D%3D")]
    [InlineData("/abc+d==", "%252Fabc%252Bd%253D%253D")]
    [InlineData("ab//cd==", "ab%252F%252Fcd%253D%253D")]
    [InlineData("/ab//c+==", "%252Fab%252F%252Fc%252B%253D%253D")]
    public async Task The_uuid_of_a_run_is_encoded_and_twice_where_Zoom_wants_it(string uuid, string inPath)
    {
        await using var silos = await ZoomSilos.Start();

        await Missing(() => silos.Api.Run(RunId.InPath(uuid)));
        await Missing(() => silos.Api.Report(RunId.InPath(uuid), 300, null));

        // A path that Zoom reads otherwise is of no route, and of no call here.
        Assert.Equal(
            [$"/v2/past_meetings/{inPath}", $"/v2/report/meetings/{inPath}/participants?include_fields=registrant_id&page_size=300"],
            silos.Zoom.Calls.Skip(1).Select(call => call.Target));
    }

    [Fact]
    public async Task Hosts_and_page_tokens_are_encoded()
    {
        await using var silos = await ZoomSilos.Start();

        await Assert.ThrowsAsync<ZoomException>(() => silos.Api.List("a+b@school.example", "scheduled", 30, "x/y+z="));

        Assert.EndsWith(
            "/v2/users/a%2Bb%40school.example/meetings?type=scheduled&page_size=30&next_page_token=x%2Fy%2Bz%3D",
            silos.Zoom.Calls[^1].Target, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_time_is_sent_as_Zoom_writes_it_itself()
    {
        await using var silos = await ZoomSilos.Start();

        await silos.AddMeeting();

        Assert.Contains("\"start_time\":\"2100-03-01T00:00:00Z\"", silos.Zoom.Calls[^1].Body, StringComparison.Ordinal);
    }

    static async Task Missing(Func<Task> call)
    {
        var missing = await Assert.ThrowsAsync<ZoomException>(call);
        Assert.Equal((ZoomFailure.Missing, 3001), (missing.Failure, missing.Code));
    }
}
