using System.Buffers;

namespace ZoomOrleans.Bench.Load;

/// <summary>What one connection sends, one after the other: whole HTTP requests, made and signed beforehand.</summary>
sealed class Requests
{
    const int BytesEach = 1024;

    readonly ArrayBufferWriter<byte> _bytes;
    readonly List<int> _ends = [];

    public Requests(int count) => _bytes = new ArrayBufferWriter<byte>(Math.Max(1, count) * BytesEach);

    public int Count => _ends.Count;

    public ReadOnlySpan<byte> this[int index] => _bytes.WrittenSpan[(index == 0 ? 0 : _ends[index - 1]).._ends[index]];

    public void Add(ReadOnlySpan<byte> head, ReadOnlySpan<byte> body)
    {
        _bytes.Write(head);
        _bytes.Write(body);
        _ends.Add(_bytes.WrittenCount);
    }
}
