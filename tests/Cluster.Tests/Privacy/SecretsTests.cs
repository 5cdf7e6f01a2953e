using System.Text.RegularExpressions;
using Microsoft.Extensions.Configuration;
using ZoomOrleans.Cluster.Tests.App;
using ZoomOrleans.Cluster.Tests.Postgres;
using ZoomOrleans.Silo;
using ZoomOrleans.ZoomSimulator.Api;

namespace ZoomOrleans.Cluster.Tests.Privacy;

/// <summary>A secret that everybody can read is none.</summary>
public sealed partial class SecretsTests
{
    public static TheoryData<string> Settings =>
    [
        "Zoom:WebhookSecrets:0", "Zoom:WebhookSecrets:1", "Zoom:ClientSecret",
        "Authentication:Schemes:OpenIdConnect:ClientSecret", "Authentication:Schemes:Bearer:SigningKeys:0:Value",
    ];

    [Theory]
    [MemberData(nameof(Settings))]
    public void Outside_of_Development_nothing_starts_with_one_and_the_message_names_the_setting_alone(string setting)
    {
        var refusal = Assert.Throws<StartRefusedException>(() => Check(setting, new SimulatedZoomOptions().ClientSecret));

        Assert.Contains(setting.Replace(":", "__", StringComparison.Ordinal), refusal.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("simulated", refusal.Message, StringComparison.Ordinal);
        Check(setting, "9f86d081884c7d659a2feaa0c55ad015");
        Check(setting, new SimulatedZoomOptions().ClientSecret, isDevelopment: true);
    }

    [Theory]
    [InlineData("Host=db;Username=app;Password=postgres")]
    [InlineData("Host=db;Username=app;Password=...")]
    public void So_it_is_with_the_databases_password(string connectionString) =>
        Assert.Throws<StartRefusedException>(() => Check("ConnectionStrings:Postgres", connectionString));

    [Fact]
    public void A_signing_key_that_is_written_as_base64_is_read() => Assert.Throws<StartRefusedException>(
        () => Check("Authentication:Schemes:Bearer:SigningKeys:0:Value", Convert.ToBase64String("changeme"u8)));

    [Theory]
    [InlineData("http://127.0.0.1:8090", true)]
    [InlineData("http://10.0.0.7:8090", false)]
    [InlineData("https://zoom.us", false)]
    [InlineData(null, false)]
    public void The_simulators_own_opens_a_simulator_on_this_machine_and_no_other_Zoom(string? zoom, bool isAllowed)
    {
        var secret = new SimulatedZoomOptions().ClientSecret;
        var configuration = new ConfigurationBuilder()
            .AddInMemoryCollection([new("Zoom:ClientSecret", secret), new("Zoom:OAuthBaseUrl", zoom)]).Build();

        var refusal = Record.Exception(() => Secrets.Check(configuration, isDevelopment: false));

        Assert.Equal(isAllowed, refusal is null);
    }

    [PostgresFact]
    public async Task The_program_ends_with_a_word_about_it()
    {
        await using var app = await AppProcess.Create(("Zoom__WebhookSecrets__0", new SimulatedZoomOptions().WebhookSecret));

        Assert.Equal(1, await app.RunToEnd());

        Assert.Contains(app.Log, line => line.StartsWith("Not started: Zoom__WebhookSecrets__0", StringComparison.Ordinal));
    }

    /// <summary>Whoever writes one into an example makes it known.</summary>
    [Fact]
    public void Every_secret_that_stands_in_the_repository_is_known()
    {
        var values = Files().SelectMany(file => Assigned().Matches(File.ReadAllText(file)).Select(match => match.Groups[1].Value))
            .Where(value => !value.StartsWith('$') && !value.StartsWith('{')).ToHashSet();
        values.UnionWith([new SimulatedZoomOptions().ClientSecret, new SimulatedZoomOptions().WebhookSecret]);

        Assert.True(values.Count > 3, "No examples were found.");
        Assert.All(values, value => Assert.Throws<StartRefusedException>(() => Check("Zoom:ClientSecret", value)));
    }

    static void Check(string setting, string value, bool isDevelopment = false) => Secrets.Check(
        new ConfigurationBuilder().AddInMemoryCollection([new(setting, value)]).Build(), isDevelopment);

    static IEnumerable<string> Files()
    {
        var root = Directory.GetParent(EmbeddedDirectory.Default)!.FullName;
        string[] folders = ["docs", "sql", "src", "tools"];
        string[] extensions = [".md", ".json", ".yaml", ".yml", ".sh", ".http", ".env"];
        return folders.SelectMany(folder => Directory.GetFiles(Path.Combine(root, folder), "*", SearchOption.AllDirectories))
            .Concat(Directory.GetFiles(root))
            .Where(file => extensions.Contains(Path.GetExtension(file))
                && !file.Contains("/bin/", StringComparison.Ordinal) && !file.Contains("/obj/", StringComparison.Ordinal));
    }

    /// <summary>In settings as environments, options and connection strings write them.</summary>
    [GeneratedRegex(@"(?:Secrets?(?:__\d)?=|__Value=|Password=|_SECRET=|--(?:webhook-)?secret )([^\s;`'""]+)", RegexOptions.IgnoreCase)]
    private static partial Regex Assigned();
}
