using System.Collections.Immutable;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Publishing.Webhooks;
using FlowBuilder.Web.Publishing.Webhooks;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Publishing;

/// <summary>What the documentation and the screen show of signing is tried as it is shown.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class SignatureSampleTests
{
    private static readonly Secret Secret = new("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw");

    [Test]
    public async Task The_shell_sample_of_the_documentation_signs_rightly() => await CheckStandardAsync(Sample("bash"));

    [Test]
    public async Task The_lines_of_the_screen_sign_rightly([Values] WebhookSignature signature)
    {
        var webhook = Make(signature) with
        {
            Inputs = new Dictionary<string, string> { ["title"] = "issue.title", ["count"] = "$.items.1.n", ["event"] = "headers.x-event" }.ToImmutableSortedDictionary(),
        };
        var code = WebhookCurl.Of(
            webhook, "http://127.0.0.1/api/v1/hooks/x", "it's $ecret", [new("title", PortType.Text, true, false), new("count", PortType.Number, true, false), new("event", PortType.Text, false, false)]);
        if (signature == WebhookSignature.Standard)
        {
            await CheckStandardAsync(WebhookCurl.Of(webhook, "http://127.0.0.1/api/v1/hooks/x", Secret.Reveal(), []));
            return;
        }

        var arguments = await ArgumentsAsync(code);
        var body = arguments[Array.IndexOf(arguments, "-d") + 1];
        var headers = HeadersOf(arguments);
        var context = new Microsoft.AspNetCore.Http.HeaderDictionary();
        foreach (var (name, value) in headers) context[name] = value;

        using (Assert.EnterMultipleScope())
        {
            Assert.That(WebhookCheck.Find(webhook, [new Secret("it's $ecret")], context, Encoding.UTF8.GetBytes(body), TimeProvider.System.GetUtcNow()), Is.Null);
            Assert.That(JsonElement.DeepEquals(JsonElement.Parse(body), JsonElement.Parse("""{"items":[null,{"n":1}],"issue":{"title":"hello"}}""")), Is.True, body);
            Assert.That(headers["x-event"], Is.EqualTo("hello"));
        }
    }

    [Test]
    public async Task The_Python_sample_of_the_documentation_signs_and_checks_rightly()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var signature = StandardWebhook.Sign(Secret, "msg_1", now, "{}"u8);
        var code = $$"""
            {{Sample("python")}}
            secret, headers = "{{Secret.Reveal()}}", {"webhook-id": "msg_1", "webhook-timestamp": "{{now}}", "webhook-signature": "v1,other {{signature}}"}
            print(sign(secret, "msg_1", {{now}}, b"{}"))
            print(is_signed(secret, headers, b"{}"), is_signed(secret, headers, b"[]"), is_signed(secret, {**headers, "webhook-timestamp": "{{now - 301}}"}, b"{}"))
            """;

        var printed = (await Script.RunAsync("python3", code, "-")).Split('\n', StringSplitOptions.TrimEntries);

        Assert.That(printed[..2], Is.EqualTo(new[] { signature, "True False False" }));
    }

    [Test]
    public void The_CSharp_sample_of_the_documentation_signs_and_checks_rightly()
    {
        var now = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds();
        var (time, signature) = (now.ToString(CultureInfo.InvariantCulture), StandardWebhook.Sign(Secret, "msg_1", now, "{}"u8));
        var old = (now - 301).ToString(CultureInfo.InvariantCulture);
        var compiled = Flat(File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "SignatureSample.cs")));

        using (Assert.EnterMultipleScope())
        {
            foreach (var function in Sample("csharp").Split("\n\n")) Assert.That(compiled, Does.Contain(Flat(function)), "what is tried here is what is shown there");
            Assert.That(SignatureSample.SignNow(Secret.Reveal(), "msg_1", time, [.. "{}"u8]), Is.EqualTo(signature));
            Assert.That(SignatureSample.CheckNow(Secret.Reveal(), "msg_1", time, $"v1,other {signature}", [.. "{}"u8]), Is.True);
            Assert.That(SignatureSample.CheckNow(Secret.Reveal(), "msg_1", time, signature, [.. "[]"u8]), Is.False);
            Assert.That(SignatureSample.CheckNow(Secret.Reveal(), "msg_1", old, StandardWebhook.Sign(Secret, "msg_1", now - 301, "{}"u8), [.. "{}"u8]), Is.False);
        }
    }

    private static async Task CheckStandardAsync(string code)
    {
        var arguments = await ArgumentsAsync(code);
        var headers = HeadersOf(arguments);
        var body = Encoding.UTF8.GetBytes(arguments[Array.IndexOf(arguments, "-d") + 1]);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(StandardWebhook.IsSigned(Secret, headers["webhook-id"], headers["webhook-timestamp"], headers["webhook-signature"], body), Is.True);
            Assert.That(StandardWebhook.IsRecent(headers["webhook-timestamp"], TimeProvider.System.GetUtcNow()), Is.True);
        }
    }

    // A function in the place of curl prints its arguments, so that what the shell made of them is seen.
    private static async Task<string[]> ArgumentsAsync(string code) =>
        (await Script.RunAsync("bash", $"curl() {{ printf '%s\\0' \"$@\"; }}\ncommand -v openssl > /dev/null || exit {Script.Unable}\n{code}", "-s")).Split('\0');

    private static Dictionary<string, string> HeadersOf(string[] arguments) => arguments
        .Where((_, index) => index > 0 && arguments[index - 1] == "-H")
        .Select(header => header.Split(": ", 2))
        .ToDictionary(header => header[0], header => header[1], StringComparer.OrdinalIgnoreCase);

    private static Webhook Make(WebhookSignature signature) =>
        new() { Id = "x", Slug = "x", Name = "x", Signature = signature, Header = "X-Mine", CreatedAt = DateTimeOffset.UnixEpoch };

    private static string Sample(string language)
    {
        var page = File.ReadAllText(Path.Combine(Path.GetDirectoryName(Here())!, "..", "..", "..", "docs", "api.md"));
        page = page[page.IndexOf("### Signatures", StringComparison.Ordinal)..];
        var start = page.IndexOf($"```{language}\n", StringComparison.Ordinal) + language.Length + 4;
        return page[start..page.IndexOf("\n```", start, StringComparison.Ordinal)];
    }

    private static string Flat(string code) => string.Join('\n', code.Split('\n').Select(line => line.Trim()));

    private static string Here([CallerFilePath] string path = "") => path;
}
