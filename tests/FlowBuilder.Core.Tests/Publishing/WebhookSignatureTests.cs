using System.Globalization;
using System.Text;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Publishing.Webhooks;

namespace FlowBuilder.Core.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class WebhookSignatureTests
{
    // The example of Standard Webhooks, as its own libraries test with.
    private const string Id = "msg_p5jXN8AQM9LWM0D4loKWxJek";
    private const string Timestamp = "1614265330";
    private const string Signature = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
    private static readonly Secret Standard = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");
    private static readonly byte[] Body = "{\"test\": 2432232314}"u8.ToArray();

    // The example of GitHub's documentation, "Validating webhook deliveries".
    private static readonly Secret GitHub = new("It's a Secret to Everybody");
    private const string GitHubSignature = "sha256=757107ea0eb2509fc211221cce984b8a37570b6d7586c22c46f4379c8b043e17";

    // The example of Slack's documentation, "Verifying requests from Slack".
    private static readonly Secret Slack = new("8f742231b10e8888abcd99yyyzzz85a5");
    private const string SlackSignature = "v0=a2114d57b48eac39b9ad189dd8316235a7b4a8d21a10bd27519666489c69b503";
    private static readonly byte[] SlackBody = Encoding.UTF8.GetBytes(
        "token=xyzz0WbapA4vBCDEFasx0q6G&team_id=T1DC2JH3J&team_domain=testteamnow&channel_id=G8PSS9T3V&channel_name=foobar&user_id=U2CERLKJA"
        + "&user_name=roadrunner&command=%2Fwebhook-collect&text=&response_url=https%3A%2F%2Fhooks.slack.com%2Fcommands%2FT1DC2JH3J%2F397700885554"
        + "%2F96rGlfmibIGlgcZRskXaIFfN&trigger_id=398738663015.47445629121.803a0bc887a14d10d2c447fce8b6703c");

    [Test]
    public void The_example_of_Standard_Webhooks_is_signed_and_checked_as_there()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(StandardWebhook.Sign(Standard, Id, long.Parse(Timestamp, CultureInfo.InvariantCulture), Body), Is.EqualTo(Signature));
            Assert.That(StandardWebhook.IsSigned(Standard, Id, Timestamp, Signature, Body), Is.True);
            Assert.That(StandardWebhook.IsSigned(new Secret("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw"), Id, Timestamp, Signature, Body), Is.True, "the prefix is optional");
            Assert.That(StandardWebhook.IsSigned(Standard, Id, Timestamp, $"v1,AAAA v1a,{Signature[3..]} {Signature}", Body), Is.True, "one of several");
        }
    }

    [TestCase("msg_other", Timestamp, Signature)]
    [TestCase(Id, "1614265331", Signature)]
    [TestCase(Id, Timestamp, "v1,h0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [TestCase(Id, Timestamp, "v1a,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [TestCase(Id, Timestamp, "g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=")]
    [TestCase(Id, Timestamp, "v1,")]
    [TestCase(Id, Timestamp, "v1,!!")]
    [TestCase(Id, Timestamp, "")]
    public void What_differs_in_anything_is_not_signed(string id, string timestamp, string signatures)
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(StandardWebhook.IsSigned(Standard, id, timestamp, signatures, Body), Is.False);
            Assert.That(StandardWebhook.IsSigned(Standard, Id, Timestamp, Signature, [.. Body, (byte)' ']), Is.False);
            Assert.That(StandardWebhook.IsSigned(WebhookSecret.New(), Id, Timestamp, Signature, Body), Is.False);
            Assert.That(StandardWebhook.IsSigned(new Secret("no base64 at all"), Id, Timestamp, Signature, Body), Is.False);
        }
    }

    [TestCase(0, true)]
    [TestCase(300, true)]
    [TestCase(-300, true)]
    [TestCase(301, false)]
    [TestCase(-301, false)]
    public void A_time_may_be_five_minutes_away_and_no_more(int secondsAway, bool isRecent)
    {
        var now = DateTimeOffset.FromUnixTimeSeconds(1614265330);
        Assert.That(StandardWebhook.IsRecent((1614265330L + secondsAway).ToString(CultureInfo.InvariantCulture), now), Is.EqualTo(isRecent));
    }

    [TestCase("")]
    [TestCase("soon")]
    [TestCase("-1")]
    [TestCase("1614265330.5")]
    [TestCase("9223372036854775807")]
    [TestCase("99999999999999999999999999")]
    public void What_is_no_time_is_not_recent(string timestamp) =>
        Assert.That(StandardWebhook.IsRecent(timestamp, DateTimeOffset.FromUnixTimeSeconds(1614265330)), Is.False);

    [Test]
    public void The_example_of_GitHub_is_checked_as_there()
    {
        var body = "Hello, World!"u8;
        using (Assert.EnterMultipleScope())
        {
            Assert.That($"sha256={HexSignature.Of(GitHub, body)}", Is.EqualTo(GitHubSignature));
            Assert.That(HexSignature.IsSigned(GitHub, GitHubSignature, HexSignature.GitHubPrefix, isPrefixed: true, body), Is.True);
            Assert.That(HexSignature.IsSigned(GitHub, GitHubSignature[7..], HexSignature.GitHubPrefix, isPrefixed: true, body), Is.False);
            Assert.That(HexSignature.IsSigned(GitHub, GitHubSignature[7..].ToUpperInvariant(), HexSignature.GitHubPrefix, isPrefixed: false, body), Is.True);
            Assert.That(HexSignature.IsSigned(GitHub, GitHubSignature, HexSignature.GitHubPrefix, isPrefixed: true, "Hello, World?"u8), Is.False);
            Assert.That(HexSignature.IsSigned(new Secret("another"), GitHubSignature, HexSignature.GitHubPrefix, isPrefixed: true, body), Is.False);
            Assert.That(HexSignature.IsSigned(GitHub, "sha256=", HexSignature.GitHubPrefix, isPrefixed: true, body), Is.False);
        }
    }

    [Test]
    public void The_example_of_Slack_is_checked_as_there()
    {
        using (Assert.EnterMultipleScope())
        {
            Assert.That(HexSignature.IsSigned(Slack, SlackSignature, HexSignature.SlackPrefix, isPrefixed: true, HexSignature.SlackContent("1531420618", SlackBody)), Is.True);
            Assert.That(HexSignature.IsSigned(Slack, SlackSignature, HexSignature.SlackPrefix, isPrefixed: true, HexSignature.SlackContent("1531420619", SlackBody)), Is.False);
        }
    }

    [Test]
    public void A_new_secret_is_of_its_own_and_prints_as_dots()
    {
        var secrets = Enumerable.Range(0, 10).Select(_ => WebhookSecret.New()).ToList();
        using (Assert.EnterMultipleScope())
        {
            Assert.That(secrets.Select(secret => secret.Reveal()), Is.Unique.And.All.Match("^whsec_[A-Za-z0-9+/]{43}=$"));
            Assert.That(secrets.Select(secret => WebhookSecret.KeyOf(secret)!.Length), Has.All.EqualTo(32));
            Assert.That(secrets[0].ToString(), Does.Not.Contain("whsec_"));
        }
    }
}
