using SpreadCheetah;
using SpreadCheetah.Styling;

namespace ZoomOrleans.Api.Export;

/// <summary>How the cells of School Form 2 look.</summary>
sealed class Sf2Styles(Spreadsheet sheet)
{
    public StyleId Title { get; } = sheet.AddStyle(new Style { Font = { Bold = true, Size = 14 } });

    public StyleId Label { get; } = sheet.AddStyle(new Style { Font = { Bold = true } });

    public StyleId Plain { get; } = sheet.AddStyle(new Style());

    public StyleId Head { get; } = sheet.AddStyle(new Style
    {
        Font = { Bold = true }, Border = Boxed(), Alignment = { Horizontal = HorizontalAlignment.Center },
    });

    public StyleId Box { get; } = sheet.AddStyle(new Style { Border = Boxed() });

    public StyleId Wrapped { get; } = sheet.AddStyle(new Style { Border = Boxed(), Alignment = { WrapText = true } });

    public StyleId Day { get; } = sheet.AddStyle(new Style
    {
        Border = Boxed(), Alignment = { Horizontal = HorizontalAlignment.Center },
    });

    public StyleId Average { get; } = sheet.AddStyle(new Style { Border = Boxed(), Format = NumberFormat.Custom("0.00") });

    public StyleId Share { get; } = sheet.AddStyle(new Style { Border = Boxed(), Format = NumberFormat.Custom("0.0%") });

    static Border Boxed()
    {
        var line = new EdgeBorder { BorderStyle = BorderStyle.Thin };
        return new Border { Left = line, Right = line, Top = line, Bottom = line };
    }
}
