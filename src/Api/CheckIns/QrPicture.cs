using System.Globalization;
using System.Text;
using QRCoder;

namespace ZoomOrleans.Api.CheckIns;

/// <summary>An address as a QR code, dark on light whatever the theme of the page: cameras need it so.</summary>
static class QrPicture
{
    /// <returns>One SVG element, with the margin that QR codes need. It has no size of its own.</returns>
    public static string Of(string address)
    {
        using var code = QRCodeGenerator.GenerateQrCode(address, QRCodeGenerator.ECCLevel.M);
        var modules = code.ModuleMatrix;
        var path = new StringBuilder();
        for (var y = 0; y < modules.Count; y++)
            for (var x = 0; x < modules.Count; x++)
                if (modules[y][x])
                    path.Append(CultureInfo.InvariantCulture, $"M{x} {y}h1v1h-1z");
        var size = modules.Count;
        return string.Create(CultureInfo.InvariantCulture, $"""
            <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges"
                 role="img" aria-label="QR code to check in">
            <path fill="#fff" d="M0 0h{size}v{size}H0z"/><path fill="#000" d="{path}"/></svg>
            """);
    }
}
