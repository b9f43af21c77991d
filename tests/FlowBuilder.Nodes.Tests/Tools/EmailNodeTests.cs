using System.Text;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Http;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Values;
using FlowBuilder.Nodes.Tools.Mailing;
using FlowBuilder.Providers.Connections;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Testing.Nodes;
using Microsoft.Extensions.AI;

namespace FlowBuilder.Nodes.Tests.Tools;

[Parallelizable(ParallelScope.All)]
[CancelAfter(30_000)]
public sealed class EmailNodeTests
{
    private static readonly object Letter = new { connection = "mail", from = "flow@example.com", to = "{{who}}", subject = "안녕하세요 {{who}}", body = "{{text}}" };

    [Test]
    public async Task A_mail_is_handed_in_whole(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();
        var body = "Dear Ann,\n.\nbye\n" + new string('x', 2_000);

        var result = await RunAsync(server, Letter, new() { ["who"] = "ann@example.com, bob@example.org", ["text"] = body }, cancellationToken: cancellationToken);

        var mail = server.Mails.Single();
        var (head, encoded) = (mail[..mail.IndexOf("\n\n", StringComparison.Ordinal)], mail[(mail.IndexOf("\n\n", StringComparison.Ordinal) + 2)..]);
        Assert.Multiple(() =>
        {
            Assert.That(result.Text("text"), Is.EqualTo("Sent to ann@example.com, bob@example.org."));
            Assert.That(server.Commands, Does.Contain("MAIL FROM:<flow@example.com>").And.Contain("RCPT TO:<bob@example.org>").And.Contain("QUIT"));
            Assert.That(head, Does.Contain("To: <ann@example.com>, <bob@example.org>").And.Contain("Subject: =?utf-8?B?").And.Contain("Message-ID: <"));
            Assert.That(mail.Split('\n'), Has.All.Length.LessThanOrEqualTo(78));
            Assert.That(Encoding.UTF8.GetString(Convert.FromBase64String(encoded.Replace("\n", "", StringComparison.Ordinal))), Is.EqualTo(body.ReplaceLineEndings("\r\n")));
        });
    }

    [TestCase("ann@example.com\r\nRCPT TO:<eve@example.com>")]
    [TestCase("ann@example.com> RCPT TO:<eve@example.com")]
    [TestCase("Ann <ann@example.com>")]
    [TestCase("ann@localhost")]
    [TestCase("@example.com")]
    [TestCase("a b@example.com")]
    public async Task An_address_that_is_more_than_one_is_refused_before_anything_is_sent(string to, CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, Letter, new() { ["who"] = to, ["text"] = "x" }, cancellationToken: cancellationToken));

        Assert.That((fault!.Code, server.Commands.Count), Is.EqualTo(("email.bad-address", 0)));
    }

    [Test]
    public async Task A_subject_cannot_become_another_header(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();
        var settings = new { connection = "mail", from = "flow@example.com", to = "ann@example.com", subject = "{{s}}", body = "x" };

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, settings, new() { ["s"] = "Hi\r\nBcc: eve@example.com" }, cancellationToken: cancellationToken));

        Assert.That((fault!.Code, server.Mails.Count), Is.EqualTo(("email.bad-subject", 0)));
    }

    [Test]
    public async Task A_model_writes_only_to_those_whom_the_author_allows(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();
        var settings = new { connection = "mail", from = "flow@example.com", use = "tool", allowed = new[] { "ann@example.org", "example.com" } };
        var tool = (ToolValue)(await RunAsync(server, settings, cancellationToken: cancellationToken))["tool"];
        async Task<object?> SendAsync(string to) => await tool.Function.InvokeAsync(new AIFunctionArguments { ["to"] = to, ["subject"] = "s", ["text"] = "t" }, cancellationToken);

        Assert.That(tool.HasSideEffects, Is.True);
        Assert.That(await SendAsync("bob@example.com"), Is.EqualTo("Sent to bob@example.com."));
        Assert.That(await SendAsync("Ann@Example.org"), Is.EqualTo("Sent to Ann@Example.org."));
        foreach (var to in new[] { "bob@example.org", "bob@evil-example.com", "bob@example.com.evil.example", "ann@example.org, eve@evil.example" })
            Assert.That(Assert.ThrowsAsync<NodeException>(() => SendAsync(to))!.Code, Is.EqualTo("email.not-allowed"), to);
        Assert.That(server.Mails, Has.Count.EqualTo(2));
        Assert.That(NodeHarness.ProblemsOf<EmailNode>(new { connection = "mail", from = "a@example.com", use = "tool" }).Select(problem => problem.Code), Does.Contain("email.allow-needed"));
    }

    [Test]
    public async Task Nothing_is_sent_where_the_wanted_encryption_is_not_offered(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, Letter, new() { ["who"] = "ann@example.com", ["text"] = "x" }, MailServerTls.StartTls, "me", cancellationToken));

        Assert.That(fault!.Code, Is.EqualTo("email.not-encrypted"));
        Assert.That(server.Commands, Has.None.StartsWith("AUTH"));
    }

    [Test]
    public async Task A_password_is_not_told_to_a_server_whose_certificate_is_not_valid(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer(offersTls: true);

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, Letter, new() { ["who"] = "ann@example.com", ["text"] = "x" }, MailServerTls.StartTls, "me", cancellationToken));

        Assert.That(fault!.Code, Is.EqualTo("email.connection"));
        Assert.That(server.Commands, Does.Contain("STARTTLS").And.None.StartsWith("AUTH"));
    }

    [Test]
    [Hazard("SEC-62")]
    public async Task A_password_is_never_sent_in_the_clear(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer();

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, Letter, new() { ["who"] = "ann@example.com", ["text"] = "x" }, MailServerTls.None, "me", cancellationToken));

        Assert.That(fault!.Code, Is.EqualTo("email.not-encrypted"));
        Assert.That(server.Commands, Has.None.StartsWith("AUTH"));
    }

    [Test]
    public async Task A_refusal_of_the_server_is_told(CancellationToken cancellationToken)
    {
        await using var server = new FakeMailServer(refused: "RCPT");

        var fault = Assert.ThrowsAsync<NodeException>(() => RunAsync(server, Letter, new() { ["who"] = "ann@example.com", ["text"] = "x" }, cancellationToken: cancellationToken));

        Assert.That((fault!.Code, fault.Text.English), Is.EqualTo(("email.refused", "The mail server \"127.0.0.1\" refused (550): not here")));
    }

    private static Task<NodeResult> RunAsync(
        FakeMailServer server, object settings, Dictionary<string, object>? inputs = null, MailServerTls tls = MailServerTls.None, string user = "", CancellationToken cancellationToken = default)
    {
        var connection = new Connection { Name = "mail", Kind = ConnectionKind.Smtp, BaseUrl = new MailServerAddress("127.0.0.1", server.Port, user, tls).ToUri(), ApiKey = new Secret("fbcanary") };
        return NodeHarness.RunAsync<EmailNode>(settings, inputs, [new MailSender(new InMemoryConnectionStore([connection]), new OutboundRules(), TimeProvider.System)], cancellationToken: cancellationToken);
    }
}
