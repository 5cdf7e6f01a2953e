using System.Buffers;
using System.Text;

namespace ZoomOrleans.Api.Webhook;

/// <summary>The raw bytes of a delivery, in a pooled buffer, as far as the limit allows.</summary>
public readonly struct WebhookBody : IDisposable
{
    public const int BytesMax = 256 * 1024;

    const int BufferInitial = 4096;

    readonly byte[] _buffer;
    readonly int _length;

    WebhookBody(byte[] buffer, int length) => (_buffer, _length) = (buffer, length);

    public bool IsTooLarge => _length > BytesMax;

    public ReadOnlySpan<byte> Bytes => _buffer.AsSpan(0, _length);

    public static async ValueTask<WebhookBody> Read(HttpRequest request)
    {
        if (request.ContentLength > BytesMax)
            return new WebhookBody([], BytesMax + 1);
        var buffer = ArrayPool<byte>.Shared.Rent((int)(request.ContentLength + 1 ?? BufferInitial));
        var length = 0;
        while (length <= BytesMax)
        {
            if (length == buffer.Length)
                buffer = Grow(buffer);
            var read = await request.Body.ReadAsync(buffer.AsMemory(length), request.HttpContext.RequestAborted);
            if (read == 0)
                break;
            length += read;
        }
        return new WebhookBody(buffer, length);
    }

    public string Text() => Encoding.UTF8.GetString(Bytes);

    public void Dispose()
    {
        if (_buffer.Length > 0)
            ArrayPool<byte>.Shared.Return(_buffer);
    }

    static byte[] Grow(byte[] buffer)
    {
        var larger = ArrayPool<byte>.Shared.Rent(buffer.Length * 2);
        buffer.CopyTo(larger, 0);
        ArrayPool<byte>.Shared.Return(buffer);
        return larger;
    }
}
