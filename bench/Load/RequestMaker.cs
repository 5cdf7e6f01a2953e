using System.Globalization;
using System.Text;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Bench.Load;

/// <summary>
/// The webhooks for one server, in order. A student's webhooks all go over one connection, so that none overtakes another.
/// </summary>
sealed class RequestMaker(Lessons lessons, string secret, int connections)
{
    readonly WebhookSecret _secret = new(secret);
    readonly int[] _made = new int[connections];

    public Requests[] Next(int count)
    {
        var timestamp = DateTimeOffset.UtcNow.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        return [.. Enumerable.Range(0, connections).AsParallel().AsOrdered()
            .Select(connection => Next(connection, (count + connections - 1) / connections, timestamp))];
    }

    Requests Next(int connection, int count, string timestamp)
    {
        var requests = new Requests(count);
        var students = (lessons.Students - connection + connections - 1) / connections;
        for (var i = 0; i < count; i++)
        {
            var made = _made[connection]++;
            var body = lessons.Body(connection + made % students * connections, made / students);
            requests.Add(Head(body, timestamp), body);
        }
        return requests;
    }

    byte[] Head(byte[] body, string timestamp) => Encoding.ASCII.GetBytes(
        $"POST /api/zoom/webhook HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json; charset=utf-8\r\n"
        + $"x-zm-request-timestamp: {timestamp}\r\nx-zm-signature: {ZoomSignature.Sign(body, timestamp, _secret)}\r\n"
        + $"Content-Length: {body.Length.ToString(CultureInfo.InvariantCulture)}\r\n\r\n");
}
