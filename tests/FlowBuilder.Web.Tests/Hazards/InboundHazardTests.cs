using System.IO.Compression;
using System.Net.Sockets;
using System.Text;
using FlowBuilder.Testing;
using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Tests.Knowledge;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>What pages of other sites and hostile clients send, to every route that there is.</summary>
[Parallelizable(ParallelScope.Fixtures)]
public sealed class InboundHazardTests : OneProgram
{
    [OneTimeSetUp]
    public Task PrepareAsync() => Program.PublishAsync(Client, Drawings.Chat, "echo", CancellationToken.None);

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task No_route_changes_anything_for_a_page_of_another_site(CancellationToken cancellationToken)
    {
        var before = await StateAsync(cancellationToken);
        var answered = new List<string>();
        foreach (var (method, path) in Routes.ThatChange(Program))
        {
            foreach (var type in new[] { "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/json" })
            {
                using var answer = await SendAsync(method, path, type, cancellationToken, ("Origin", "https://evil.example"), ("Sec-Fetch-Site", "cross-site"));
                if (!IsRefused(answer)) answered.Add($"{method} {path} ({type}): {(int)answer.StatusCode}");
                if (answer.Headers.Contains("Access-Control-Allow-Origin")) answered.Add($"{method} {path} may be read by another site");
            }
        }

        using (Assert.EnterMultipleScope())
        {
            Assert.That(answered, Is.Empty);
            Assert.That(await StateAsync(cancellationToken), Is.EqualTo(before));
        }
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-57", "SEC-22")]
    public async Task No_route_lets_another_site_ask_what_it_may(CancellationToken cancellationToken)
    {
        var allowed = new List<string>();
        foreach (var path in Routes.Of(Program).Select(route => route.Path).Distinct())
        {
            using var answer = await SendAsync(
                "OPTIONS", path, null, cancellationToken, ("Origin", "https://evil.example"), ("Access-Control-Request-Method", "POST"), ("Access-Control-Request-Headers", "content-type"));
            if (answer.Headers.Any(header => header.Key.StartsWith("Access-Control-Allow", StringComparison.OrdinalIgnoreCase))) allowed.Add(path);
            if ((int)answer.StatusCode >= 500) allowed.Add($"{path}: {(int)answer.StatusCode}");
        }

        Assert.That(allowed, Is.Empty);
    }

    // A page whose own name was made to lead to this machine has that name in Host.
    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-57")]
    public async Task No_route_answers_under_another_name(CancellationToken cancellationToken)
    {
        var answered = new List<string>();
        foreach (var (method, path) in Routes.Of(Program).Append(("GET", "_blazor")).Append(("POST", "_blazor/negotiate")).Append(("GET", "css/base.css")))
        {
            using var answer = await SendAsync(method, path, method == "GET" ? null : "application/json", cancellationToken, ("Host", $"rebound.example:{Program.Address.Port}"));
            if ((int)answer.StatusCode != 421) answered.Add($"{method} {path}: {(int)answer.StatusCode}");
        }

        Assert.That(answered, Is.Empty);
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-59", "SEC-54")]
    public async Task No_answer_may_be_framed_sniffed_or_run_scripts_of_its_own(CancellationToken cancellationToken)
    {
        var loose = new List<string>();
        foreach (var path in Routes.Of(Program).Where(route => route.Method == "GET").Select(route => route.Path).Append("chat/echo").Append("embed.js").Append("none").Distinct())
        {
            if (path.EndsWith("/events", StringComparison.Ordinal)) continue;
            using var request = new HttpRequestMessage(HttpMethod.Get, path);
            request.Headers.TryAddWithoutValidation("Accept", "text/html");
            using var answer = await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            var policy = string.Join(' ', answer.Headers.TryGetValues("Content-Security-Policy", out var policies) ? policies : []);
            var scripts = policy.Split(';').SingleOrDefault(part => part.TrimStart().StartsWith("script-src", StringComparison.Ordinal)) ?? policy;
            if (!policy.Contains("frame-ancestors 'none'", StringComparison.Ordinal)) loose.Add($"{path} may be framed: {policy}");
            if (scripts.Length == 0 || scripts.Contains("unsafe", StringComparison.Ordinal) || scripts.Contains('*', StringComparison.Ordinal)) loose.Add($"{path} runs scripts: {scripts}");
            if (!answer.Headers.TryGetValues("X-Content-Type-Options", out var sniff) || sniff.Single() != "nosniff") loose.Add($"{path} may be sniffed");
            if ((int)answer.StatusCode >= 500) loose.Add($"{path}: {(int)answer.StatusCode}");
        }

        Assert.That(loose, Is.Empty);
    }

    [TestCase("POST", "api/v1/endpoints/echo")]
    [TestCase("POST", "api/v1/endpoints/echo/chat")]
    [TestCase("POST", "api/v1/endpoints/echo/try/chat")]
    [TestCase("POST", "api/v1/prediction/echo")]
    [TestCase("POST", "api/v1/knowledge/none/documents")]
    [Hazard("SEC-74")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task A_boundary_without_measure_is_refused(string method, string path, CancellationToken cancellationToken)
    {
        foreach (var length in new[] { 200, 8_000, 1_000_000 })
        {
            using var answer = await SendAsync(method, path, $"multipart/form-data; boundary={new string('b', length)}", cancellationToken);
            Assert.That((int)answer.StatusCode, Is.InRange(400, 499), $"{length}");
        }

        using var health = await Client.GetAsync("health/ready", cancellationToken);
        Assert.That((int)health.StatusCode, Is.EqualTo(200));
    }

    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2;\nxx\r\n4\r\nabcd\r\n0\r\n\r\n", TestName = "SEC-79 a bare line feed in a chunk extension")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n2;a\rb\r\nxx\r\n0\r\n\r\n", TestName = "SEC-79 a bare carriage return in a chunk extension")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4\r\nContent-Length: 5\r\n\r\nabcd", TestName = "SEC-79 two lengths")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: -4\r\n\r\nabcd", TestName = "SEC-79 a length below nothing")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 4, 4\r\n\r\nabcd", TestName = "SEC-79 a list of lengths")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length : 4\r\n\r\nabcd", TestName = "SEC-79 a blank before the colon")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nX: a\r\n b\r\nContent-Length: 4\r\n\r\nabcd", TestName = "SEC-79 a folded header")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: xchunked\r\n\r\n0\r\n\r\n", TestName = "SEC-79 an unknown transfer coding")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nTransfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n", TestName = "SEC-79 chunked that is not last")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nHost: evil.example\r\nContent-Length: 0\r\n\r\n", TestName = "SEC-79 two hosts")]
    [TestCase("POST / HTTP/1.1\r\nContent-Length: 0\r\n\r\n", TestName = "SEC-79 no host")]
    [TestCase("POST / HTTP/1.1\r\nHost: localhost\r\nContent-Length: 6\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\nG", TestName = "SEC-79 a length and a transfer coding")]
    [TestCase("POST / HTTP/1.0\r\nHost: localhost\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", TestName = "SEC-79 chunks in HTTP 1.0")]
    [Hazard("SEC-79")]
    [CancelAfter(TestTimeouts.Default)]
    public async Task Requests_that_two_servers_could_read_differently_are_refused(string request)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", Program.Address.Port);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request));

        // Read to the end: whatever follows on this connection would be somebody else's.
        using var reader = new StreamReader(stream);
        var answer = await reader.ReadToEndAsync(TestContext.CurrentContext.CancellationToken);

        Assert.That(answer, Does.StartWith("HTTP/1.1 400"));
        Assert.That(answer.Split("HTTP/1.1 "), Has.Length.EqualTo(2), "one answer and no other");
    }

    // The server takes the sign and keeps the number, so nothing of the program sees it; what matters is that the body ends there.
    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("SEC-79")]
    public async Task Length_with_a_plus_sign_is_that_length_and_what_follows_is_the_next_request(CancellationToken cancellationToken)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync("localhost", Program.Address.Port, cancellationToken);
        await using var stream = socket.GetStream();
        await stream.WriteAsync(
            "POST /api/v1/flows HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: +4\r\n\r\n{\"a\"GET /health/ready HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(),
            cancellationToken);

        using var reader = new StreamReader(stream);
        var answers = (await reader.ReadToEndAsync(cancellationToken)).Split("HTTP/1.1 ", StringSplitOptions.RemoveEmptyEntries);

        Assert.That(answers.Select(answer => answer[..3]), Is.EqualTo(new[] { "422", "200" }));
    }

    [Test, CancelAfter(4 * TestTimeouts.Default)]
    [Hazard("SEC-75")]
    public async Task Callers_that_send_a_byte_now_and_then_are_dropped_and_others_served_meanwhile(CancellationToken cancellationToken)
    {
        const int each = 250;
        var sockets = new List<TcpClient>();
        try
        {
            for (var i = 0; i < each; i++)
            {
                sockets.Add(await StalledAsync("GET /api/v1/flows HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", cancellationToken));
                sockets.Add(await StalledAsync("POST /api/v1/flows HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/json\r\nContent-Length: 100000\r\n\r\n{", cancellationToken));
            }

            using var health = await Client.GetAsync("health/ready", cancellationToken);
            Assert.That((int)health.StatusCode, Is.EqualTo(200));
            foreach (var socket in sockets)
            {
                using var reader = new StreamReader(socket.GetStream(), leaveOpen: true);
                Assert.That(await EndedAsync(reader, cancellationToken), Is.True);
            }
        }
        finally
        {
            foreach (var socket in sockets) socket.Dispose();
        }
    }

    [Test, CancelAfter(2 * TestTimeouts.Default)]
    [Hazard("SEC-50")]
    public async Task A_bundle_of_seventy_thousand_entries_is_refused(CancellationToken cancellationToken)
    {
        using var file = new MemoryStream();
        using (var zip = new ZipArchive(file, ZipArchiveMode.Create, leaveOpen: true))
        {
            for (var i = 0; i < 70_000; i++) zip.CreateEntry($"flows/{i}.json", CompressionLevel.NoCompression);
        }

        var content = new ByteArrayContent(file.ToArray()) { Headers = { ContentType = new("application/zip") } };
        using var answer = await Client.PostAsync("api/v1/bundles", content, cancellationToken);

        Assert.That((int)answer.StatusCode, Is.InRange(400, 422));
    }

    [Test, CancelAfter(TestTimeouts.Default)]
    [Hazard("BAD-39")]
    public async Task Files_of_odd_names_are_taken_and_what_breaks_off_leaves_nothing_behind(CancellationToken cancellationToken)
    {
        await Client.MakeBaseAsync("odd", null, cancellationToken);
        var temporary = TemporaryFiles();
        string[] names = ["empty.txt", "same.txt", "same.txt", new string('가', 300) + ".txt", "가".Normalize(NormalizationForm.FormD) + ".txt", "../../../etc/passwd.txt", "quo\"te.txt", "C:\\x\\y.txt", ".txt"];
        foreach (var (number, name) in names.Index())
        {
            using var form = new MultipartFormDataContent();
            var part = new ByteArrayContent(number == 0 ? [] : Encoding.UTF8.GetBytes($"Text number {number}."));
            part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"file\"; filename=\"{name.Replace("\"", "\\\"", StringComparison.Ordinal)}\"");
            form.Add(part);
            using var answer = await Client.PostAsync("api/v1/knowledge/odd/documents", form, cancellationToken);
            Assert.That((int)answer.StatusCode, Is.InRange(200, 499), name);
        }

        // Half of a large file, and the line is cut.
        using (var socket = await StalledAsync(
            "POST /api/v1/knowledge/odd/documents HTTP/1.1\r\nHost: localhost\r\nContent-Type: multipart/form-data; boundary=b\r\nContent-Length: 40000000\r\n\r\n"
            + "--b\r\nContent-Disposition: form-data; name=\"file\"; filename=\"half.txt\"\r\n\r\n", cancellationToken))
        {
            var piece = new byte[1024 * 1024];
            for (var i = 0; i < 20; i++) await socket.GetStream().WriteAsync(piece, cancellationToken);
        }

        using var health = await Client.GetAsync("health/ready", cancellationToken);
        Assert.That((int)health.StatusCode, Is.EqualTo(200));
        while (TemporaryFiles().Except(temporary).Any()) await Task.Delay(50, cancellationToken);
    }

    private static string[] TemporaryFiles() => Directory.GetFiles(Path.GetTempPath(), "ASPNETCORE_*");

    // A call of an endpoint is for the endpoint's own list of sites and its key; nothing here has one.
    private static bool IsRefused(HttpResponseMessage answer) => (int)answer.StatusCode is 401 or 403 or 404 or 405 or 415;

    private async Task<string> StateAsync(CancellationToken cancellationToken)
    {
        var state = new StringBuilder();
        foreach (var path in new[] { "flows", "runs", "keys", "connections", "endpoints", "tool-servers", "knowledge", "memory" })
            state.AppendLine(await Client.GetStringAsync($"api/v1/{path}", cancellationToken));
        return state.ToString();
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path, string? type, CancellationToken cancellationToken, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), path);
        if (type is not null)
        {
            request.Content = new ByteArrayContent("{}"u8.ToArray());
            request.Content.Headers.TryAddWithoutValidation("Content-Type", type);
        }

        foreach (var (name, value) in headers) request.Headers.TryAddWithoutValidation(name, value);
        return await Client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
    }

    private async Task<TcpClient> StalledAsync(string beginning, CancellationToken cancellationToken)
    {
        var socket = new TcpClient();
        await socket.ConnectAsync("localhost", Program.Address.Port, cancellationToken);
        await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(beginning), cancellationToken);
        return socket;
    }

    private static async Task<bool> EndedAsync(StreamReader reader, CancellationToken cancellationToken)
    {
        try
        {
            await reader.ReadToEndAsync(cancellationToken);
        }
        catch (IOException)
        {
            // Reset is an end too.
        }

        return true;
    }
}
