using System.Net;
using System.Security.Cryptography;
using ZoomOrleans.Api.CheckIns;

namespace ZoomOrleans.Cluster.Tests.CheckIns;

public sealed class AddressHashTests
{
    static readonly byte[] Key = [.. Enumerable.Range(0, 32).Select(i => (byte)i)];

    [Theory]
    [InlineData("203.0.113.77", "cb00714d")]
    [InlineData("::ffff:203.0.113.77", "cb00714d")]
    [InlineData("2001:db8:1:2::5", "20010db800010002")]
    [InlineData("2001:db8:1:2:ffff:ffff:ffff:ffff", "20010db800010002")]
    [InlineData("fe80::1%3", "fe80000000000000")]
    [InlineData("::1", "0000000000000000")]
    public void It_is_the_beginning_of_an_hmac_over_all_of_ipv4_and_the_first_half_of_ipv6(string address, string canonical)
    {
        var expected = Convert.ToHexStringLower(HMACSHA256.HashData(Key, Convert.FromHexString(canonical)))[..32];

        Assert.Equal(expected, AddressHash.Of(IPAddress.Parse(address), Key));
    }

    [Theory]
    [InlineData("203.0.113.77", "203.0.113.78")]
    [InlineData("2001:db8:1:2::5", "2001:db8:1:3::5")]
    public void Other_addresses_have_other_hashes(string one, string other) =>
        Assert.NotEqual(AddressHash.Of(IPAddress.Parse(one), Key), AddressHash.Of(IPAddress.Parse(other), Key));

    /// <summary>Fault 21: one plain hash with a well-known salt fell to whoever tried all addresses.</summary>
    [Fact]
    public void Without_the_key_trying_addresses_finds_nothing()
    {
        var address = IPAddress.Parse("203.0.113.77");
        var other = RandomNumberGenerator.GetBytes(32);

        Assert.NotEqual(AddressHash.Of(address, Key), AddressHash.Of(address, other));
        Assert.DoesNotContain(
            AddressHash.Of(address, Key), Convert.ToHexStringLower(SHA256.HashData("203.0.113.77"u8)), StringComparison.Ordinal);
    }
}
