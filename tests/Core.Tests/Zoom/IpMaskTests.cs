using System.Diagnostics;
using System.Text;
using System.Text.Json;
using ZoomOrleans.Zoom;

namespace ZoomOrleans.Core.Tests.Zoom;

public sealed class IpMaskTests
{
    [Theory]
    [InlineData("203.0.113.24", "[ip]")]
    [InlineData("from 203.0.113.24.", "from [ip].")]
    [InlineData("203.0.113.24:51234, 10.0.0.1", "[ip]:51234, [ip]")]
    [InlineData("at17:10:31:203.0.113.24", "at17:10:31:[ip]")]
    [InlineData("203.0.113.24.in-addr.arpa", "[ip].in-addr.arpa")]
    [InlineData("2001:db8:0:0:0:0:0:1", "[ip]")]
    [InlineData("2001:DB8::1", "[ip]")]
    [InlineData("::1", "[ip]")]
    [InlineData("fe80::", "[ip]")]
    [InlineData("1::2:3:4:5:6:7", "[ip]")]
    [InlineData("IP:2001:db8::1.", "IP:[ip].")]
    [InlineData("2001:db8::1: gone", "[ip]: gone")]
    [InlineData("::ffff:203.0.113.24", "[ip]")]
    [InlineData("::203.0.113.24", "[ip]")]
    [InlineData("64:ff9b:0:0:0:0:203.0.113.24", "[ip]")]
    [InlineData("64:ff9b::203.0.113.24/96", "[ip]/96")]
    [InlineData("[2001:db8::1]:443", "[ip]:443")]
    [InlineData("[203.0.113.24]", "[ip]")]
    [InlineData("[fe80::1%eth0.1]:80", "[ip]:80")]
    [InlineData("fe80::1%25en0 left", "[ip] left")]
    [InlineData(@"\n2001:db8::1\n203.0.113.24", @"\n[ip]\n[ip]")]
    [InlineData(@"\u0020fe80::1\u0020203.0.113.24", @"\u0020[ip]\u0020[ip]")]
    [InlineData(@"C:\u203.0.113.24", @"C:\u[ip]")]
    public void An_address_is_masked(string text, string masked) => Assert.Equal(masked, IpMask.Apply(text));

    [Theory]
    [InlineData("")]
    [InlineData("17:10:31")]
    [InlineData("2026-03-02T17:10:31Z")]
    [InlineData("2026-03-02T17:10:31.123+01:00")]
    [InlineData("167854082026-03-02 17:10:31:000")]
    [InlineData("91B827E2-57EE-AE8E-5989-D961FE3011DF")]
    [InlineData("/Qx1//7kT5yH+0bRw2LmAA==")]
    [InlineData("6.1.10.1234")]
    [InlineData("999.1.1.1000")]
    [InlineData("3.14")]
    [InlineData("00:1A:2B:3C:4D:5E")]
    [InlineData("Foo::Bar std::cafe")]
    [InlineData("A :: B")]
    [InlineData(@"\uabc1.2.3.4 \u2001")]
    [InlineData("""{"a":1,"b":[2,3],"c":{"d":"e"}}""")]
    [InlineData("https://example.zoom.us/j/81234567890?pwd=x.1")]
    public void What_is_no_address_stays(string text) => Assert.Equal(text, IpMask.Apply(text));

    [Theory]
    [InlineData("\"anything\"")]
    [InlineData("\"a \\\" b \\\\\"")]
    [InlineData("17")]
    [InlineData("null")]
    [InlineData("{\"v\":[\"}\",{}]}")]
    public void An_address_field_is_masked_whatever_it_holds(string value)
    {
        var text = $$"""{"public_ip":{{value}},"x":1,"private_ip" : {{value}} }""";
        using var masked = JsonDocument.Parse(IpMask.Apply(text));
        Assert.Equal("[ip]", masked.RootElement.GetProperty("public_ip").GetString());
        Assert.Equal("[ip]", masked.RootElement.GetProperty("private_ip").GetString());
        Assert.Equal(1, masked.RootElement.GetProperty("x").GetInt32());
    }

    [Theory]
    [InlineData("{\"public_ip\":\"198.51", "{\"public_ip\":\"[ip]\"")]
    [InlineData("{\"public_ip\":", "{\"public_ip\":\"[ip]\"")]
    [InlineData("{\"public_ip\"", "{\"public_ip\"")]
    [InlineData("[\"public_ip\",1]", "[\"public_ip\",1]")]
    public void A_body_that_breaks_off_is_masked_too(string text, string masked) =>
        Assert.Equal(masked, IpMask.Apply(text));

    [Fact]
    public void A_masked_sample_still_gives_the_same_fact()
    {
        foreach (var body in SampleTests.ReadAll())
        {
            var masked = Encoding.UTF8.GetBytes(IpMask.Apply(Encoding.UTF8.GetString(body)));
            Assert.Equal(ZoomEvent.Parse(body), ZoomEvent.Parse(masked));
            Assert.DoesNotContain("203.0.113", Encoding.UTF8.GetString(masked), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("1:")]
    [InlineData("a")]
    [InlineData("1.")]
    [InlineData(":")]
    [InlineData("1::")]
    [InlineData("\"public_ip\":[")]
    [InlineData("\"public_ip\" ")]
    [InlineData("fe80::1%")]
    [InlineData("%%%%fe80::1%a")]
    public void Any_body_within_the_limit_takes_little_time(string piece)
    {
        var text = string.Concat(Enumerable.Repeat(piece, 262_144 / piece.Length));
        var clock = Stopwatch.StartNew();
        IpMask.Apply(text);
        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(5), $"{clock.Elapsed} for {piece}");
    }
}
