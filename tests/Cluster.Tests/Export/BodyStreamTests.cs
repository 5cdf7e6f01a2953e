using ZoomOrleans.Api.Export;

namespace ZoomOrleans.Cluster.Tests.Export;

public sealed class BodyStreamTests
{
    /// <summary>A failure that comes early is answered as one, and not in the middle of a file.</summary>
    [Fact]
    public async Task An_answer_begins_when_there_is_a_good_deal_of_it_or_all()
    {
        var answer = new MemoryStream();
        var body = new BodyStream(answer);
        await body.WriteAsync(new byte[BodyStream.BytesHeld - 2]);
        await body.FlushAsync();
        // From a writer that cannot wait.
        body.Write([1, 2, 3]);
        Assert.Equal(0, answer.Length);

        await body.WriteAsync(new byte[] { 4 });
        Assert.Equal(BodyStream.BytesHeld + 2, answer.Length);

        await body.WriteAsync(new byte[] { 5 });
        await body.End(default);
        Assert.Equal([1, 2, 3, 4, 5], answer.ToArray()[^5..]);
    }
}
