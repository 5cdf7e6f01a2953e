using System.ComponentModel.DataAnnotations;
using ZoomOrleans.Silo.Registration;

namespace ZoomOrleans.Cluster.Tests.Registration;

public sealed class AllowedDomainsTests
{
    [Theory]
    [InlineData("ana@deped.gov.ph", true)]
    [InlineData("ana@R1.DepEd.gov.ph", true)]
    [InlineData("ana@notdeped.gov.ph", false)]
    [InlineData("ana@deped.gov.ph.evil.example", false)]
    [InlineData("deped.gov.ph@evil.example", false)]
    [InlineData("ana@gov.ph", false)]
    [InlineData("deped.gov.ph", false)]
    public void Domains_are_compared_label_by_label(string email, bool isAllowed) =>
        Assert.Equal(isAllowed, new RegistrationOptions().Allows(email));

    [Fact]
    public void What_is_configured_takes_the_place_of_the_default()
    {
        var options = new RegistrationOptions { AllowedEmailDomains = ["school.example", "other.example"] };

        Assert.True(options.Allows("ana@other.example"));
        Assert.False(options.Allows("ana@deped.gov.ph"));
    }

    [Theory]
    [InlineData("")]
    [InlineData("@deped.gov.ph")]
    [InlineData("*.deped.gov.ph")]
    [InlineData("deped..ph")]
    public void What_is_no_domain_is_refused_at_the_start(string domain)
    {
        var options = new RegistrationOptions { AllowedEmailDomains = [domain] };

        Assert.NotEmpty(options.Validate(new ValidationContext(options)));
    }
}
