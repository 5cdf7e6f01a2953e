using ZoomOrleans.Api.Export;

namespace ZoomOrleans.Cluster.Tests.Export;

public sealed class CellTextTests
{
    [Theory]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@SUM(A1)", "'@SUM(A1)")]
    [InlineData("-Ana", "'-Ana")]
    [InlineData("  =1", "'=1")]
    [InlineData("\t=1", "'=1")]
    [InlineData("\r=1", "'=1")]
    [InlineData("\n\t =1", "'=1")]
    [InlineData("\u00a0=1", "'=1")]
    [InlineData("\u3000=1", "'=1")]
    [InlineData("\u200b=1", "'\u200b=1")]
    [InlineData("\ufeff=1", "'\ufeff=1")]
    [InlineData("\u202e=1", "'=1")]
    [InlineData("\uff1d1", "'\uff1d1")]
    [InlineData("\uff0b1", "'\uff0b1")]
    [InlineData("\uff0d1", "'\uff0d1")]
    [InlineData("\uff201", "'\uff201")]
    [InlineData("\ufe661", "'\ufe661")]
    [InlineData("\u22121", "'\u22121")]
    [InlineData("\"=1\"", "'\"=1\"")]
    public void What_a_spreadsheet_would_calculate_becomes_text_that_can_be_read(string text, string expected) =>
        Assert.Equal(expected, CellText.Of(text));

    /// <summary>Where lists are separated by semicolons, Excel ends a cell of a CSV file at one.</summary>
    [Theory]
    [InlineData("Ana;=1;", "Ana;'=1;")]
    [InlineData("Ana; \"=1", "Ana;' \"=1")]
    [InlineData("=1;=2", "'=1;'=2")]
    public void A_formula_behind_a_semicolon_is_none_either(string text, string expected) =>
        Assert.Equal(expected, CellText.Of(text));

    [Theory]
    [InlineData("Ana Reyes")]
    [InlineData("Ana-Maria")]
    [InlineData("Ana = Maria")]
    [InlineData("ana@school.example")]
    [InlineData("'Ana'")]
    [InlineData("D'Souza; Ana")]
    [InlineData("Iñigo Peña")]
    [InlineData("محمد\u200e")]
    [InlineData("\ud83d\ude00")]
    [InlineData("<script>alert(1)</script>")]
    [InlineData("\"Ana\", \"Maria\"")]
    public void Other_text_stays_as_it_is(string text) => Assert.Equal(text, CellText.Of(text));

    [Theory]
    [InlineData("Ana\r\nReyes", "Ana Reyes")]
    [InlineData("Ana\tReyes", "Ana Reyes")]
    [InlineData("Ana\u2028Reyes\u0000", "Ana Reyes")]
    [InlineData("\u202eseyeR anA\u202c", "seyeR anA")]
    [InlineData("Ana\u2066\u2069 Reyes", "Ana Reyes")]
    [InlineData("Ana\uffff", "Ana\ufffd")]
    [InlineData(" Ana ", "Ana")]
    [InlineData("", "")]
    [InlineData(null, "")]
    [InlineData(" \n ", "")]
    public void A_cell_is_one_line_and_turns_no_letters_round(string? text, string expected) =>
        Assert.Equal(expected, CellText.Of(text));

    [Fact]
    public void No_text_is_longer_than_a_cell_can_be()
    {
        var long1 = CellText.Of(new string('a', 40_000));
        var long2 = CellText.Of("=" + string.Concat(Enumerable.Repeat("\ud83d\ude00", 20_000)));

        Assert.Equal((CellText.LengthMax, '…'), (long1.Length, long1[^1]));
        Assert.True(long2.Length <= CellText.LengthMax);
        Assert.False(char.IsHighSurrogate(long2[^2]));
    }
}
