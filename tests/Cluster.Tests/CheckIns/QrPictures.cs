using System.Globalization;
using System.Text.RegularExpressions;
using ZXing;
using ZXing.Common;
using ZXing.QrCode;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

/// <summary>Reads the picture of a check-in, which is drawn and not photographed: nothing in it is to be guessed.</summary>
static partial class QrPictures
{
    const int PixelsPerModule = 4;

    public static string? Read(string svg)
    {
        var size = int.Parse(ViewBox().Match(svg).Groups[1].Value, CultureInfo.InvariantCulture) * PixelsPerModule;
        var pixels = Enumerable.Repeat((byte)255, size * size).ToArray();
        foreach (Match module in Module().Matches(svg))
        {
            var (left, top) = (Place(module.Groups[1]), Place(module.Groups[2]));
            for (var y = top; y < top + PixelsPerModule; y++)
                Array.Fill(pixels, (byte)0, y * size + left, PixelsPerModule);
        }
        var source = new RGBLuminanceSource(pixels, size, size, RGBLuminanceSource.BitmapFormat.Gray8);
        var reading = new Dictionary<DecodeHintType, object> { [DecodeHintType.PURE_BARCODE] = true };
        return new QRCodeReader().decode(new BinaryBitmap(new HybridBinarizer(source)), reading)?.Text;
    }

    static int Place(Group group) => int.Parse(group.Value, CultureInfo.InvariantCulture) * PixelsPerModule;

    [GeneratedRegex("viewBox=\"0 0 ([0-9]+) ")]
    private static partial Regex ViewBox();

    [GeneratedRegex("M([0-9]+) ([0-9]+)h1v1h-1z")]
    private static partial Regex Module();
}
