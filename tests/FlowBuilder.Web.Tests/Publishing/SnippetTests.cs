using System.Text.Json;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Testing.Flows;
using FlowBuilder.Web.Publishing.Snippets;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Publishing;

[Parallelizable(ParallelScope.All)]
public sealed class SnippetTests
{
    // What breaks quoting in one language or another.
    private const string Nasty = "It's \"so\" $HOME `id` $(id) \\ \\n {0} {{x}} ${y} '''  \"\"\" 한국어 😀 </script>\u2028\t\r\nend";

    private static readonly JsonElement Values = JsonSerializer.SerializeToElement(
        new { text = Nasty, number = 1.5, yes = true, no = false, nothing = (string?)null, list = new object[] { 1, Nasty }, empty = new { } });

    private static SnippetSource Source(bool isPublic = false, bool hasFiles = false) => new()
    {
        Address = "http://127.0.0.1:5080",
        Slug = "refund-answers",
        IsPublic = isPublic,
        Message = Nasty,
        Inputs =
        [
            new SnippetInput("it's \"the\" question", JsonSerializer.SerializeToElement(Nasty)),
            new SnippetInput("values", Values),
            .. hasFiles ? new[] { new SnippetInput("document", default, "document.pdf") } : [],
        ],
    };

    private static string CodeOf(SnippetKind kind, SnippetSource source) => EndpointSnippets.Of(source).Single(snippet => snippet.Kind == kind).Code;

    [Test]
    public async Task The_shell_reads_the_body_of_a_call_as_it_was_meant([Values] bool isPublic)
    {
        // A function in the place of curl prints its arguments, so that what the shell made of them is seen.
        var code = $"curl() {{ printf '%s\\0' \"$@\"; }}\n{CodeOf(SnippetKind.Curl, Source(isPublic))}";

        var arguments = (await RunAsync("bash", code, "-s")).Split('\0');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(arguments, Does.Contain("http://127.0.0.1:5080/api/v1/endpoints/refund-answers"));
            Assert.That(arguments.Any(argument => argument == "Authorization: Bearer the-key"), Is.EqualTo(!isPublic));
            var inputs = JsonElement.Parse(arguments[Array.IndexOf(arguments, "-d") + 1]).GetProperty("inputs");
            Assert.That(inputs.GetProperty("it's \"the\" question").GetString(), Is.EqualTo(Nasty));
            Assert.That(JsonElement.DeepEquals(inputs.GetProperty("values"), Values), Is.True);
        }
    }

    [Test]
    public async Task The_shell_sends_a_form_where_the_flow_takes_files()
    {
        var code = $"curl() {{ printf '%s\\0' \"$@\"; }}\n{CodeOf(SnippetKind.CurlStream, Source(hasFiles: true))}";

        var arguments = (await RunAsync("bash", code, "-s")).Split('\0');

        using (Assert.EnterMultipleScope())
        {
            Assert.That(arguments, Does.Contain("document=@document.pdf"));
            Assert.That(arguments, Does.Contain($"it's \"the\" question={Nasty}"));
            Assert.That(arguments, Does.Contain("Accept: text/event-stream"));
            Assert.That(arguments, Does.Not.Contain("-d"));
        }
    }

    [Test]
    public async Task Python_reads_the_values_as_they_were_meant([Values] bool hasFiles)
    {
        // A module in the place of requests prints what it is given.
        const string fake = """
            import builtins, json, sys, types
            builtins.open = lambda name, mode: name
            class Answer:
                def raise_for_status(self): pass
                def json(self): return {"outputs": ""}
            def post(address, **rest):
                print(json.dumps({"address": address, **rest}))
                return Answer()
            sys.modules["requests"] = types.SimpleNamespace(post=post)

            """;

        var printed = await RunAsync("python3", fake + CodeOf(SnippetKind.Python, Source(hasFiles: hasFiles)), "-");
        var call = JsonElement.Parse(printed.Split('\n')[0]);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.GetProperty("address").GetString(), Is.EqualTo("http://127.0.0.1:5080/api/v1/endpoints/refund-answers"));
            Assert.That(call.GetProperty("headers").GetProperty("Authorization").GetString(), Is.EqualTo("Bearer the-key"));
            var inputs = hasFiles ? call.GetProperty("data") : call.GetProperty("json").GetProperty("inputs");
            Assert.That(inputs.GetProperty("it's \"the\" question").GetString(), Is.EqualTo(Nasty));
            if (hasFiles) Assert.That(call.GetProperty("files").GetProperty("document").GetString(), Is.EqualTo("document.pdf"));
            else Assert.That(JsonElement.DeepEquals(inputs.GetProperty("values"), Values), Is.True);
        }
    }

    [Test]
    public async Task JavaScript_reads_the_values_as_they_were_meant()
    {
        const string fake = """
            globalThis.fetch = async (address, call) => {
              console.log(JSON.stringify({ address, ...call }));
              return { ok: true, json: async () => ({ outputs: "" }) };
            };

            """;

        var printed = await RunAsync("node", fake + CodeOf(SnippetKind.JavaScript, Source()), "--input-type=module");
        var call = JsonElement.Parse(printed.Split('\n')[0]);
        var inputs = JsonElement.Parse(call.GetProperty("body").GetString()!).GetProperty("inputs");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(call.GetProperty("headers").GetProperty("Authorization").GetString(), Is.EqualTo("Bearer the-key"));
            Assert.That(inputs.GetProperty("it's \"the\" question").GetString(), Is.EqualTo(Nasty));
            Assert.That(JsonElement.DeepEquals(inputs.GetProperty("values"), Values), Is.True);
        }
    }

    [TestCase(nameof(SnippetKind.JavaScript), true, "node", "--check --input-type=module -")]
    [TestCase(nameof(SnippetKind.OpenAiJavaScript), false, "node", "--check --input-type=module -")]
    [TestCase(nameof(SnippetKind.OpenAiPython), false, "python3", "-c \"import sys; compile(sys.stdin.buffer.read(), 'snippet', 'exec')\"")]
    [TestCase(nameof(SnippetKind.Curl), true, "bash", "-n")]
    public async Task The_language_itself_finds_nothing_wrong(string kind, bool hasFiles, string program, string arguments) =>
        Assert.That(await RunAsync(program, CodeOf(Enum.Parse<SnippetKind>(kind), Source(hasFiles: hasFiles)), arguments), Is.Empty);

    [Test]
    public void CSharp_holds_the_body_as_it_is_in_a_raw_string()
    {
        var code = CodeOf(SnippetKind.CSharp, Source());
        var lines = code.Split('\n').SkipWhile(line => line.Trim() is not { Length: > 2 } quotes || quotes.Trim('"').Length > 0).ToList();
        var body = string.Join('\n', lines.Skip(1).TakeWhile(line => !line.StartsWith(lines[0].TrimEnd(), StringComparison.Ordinal)).Select(line => line[4..]));

        Assert.That(JsonElement.DeepEquals(JsonElement.Parse(body).GetProperty("inputs").GetProperty("values"), Values), Is.True);
    }

    [Test]
    public void A_source_is_read_from_a_flow_with_its_own_inputs_and_examples()
    {
        using var program = new TestProgram();
        _ = program.Address;
        var flow = FlowText.Parse("""
            ask: input.chat {"example":"Where is my parcel?"}
            count: input.number {"name":"count","minimum":3}
            picture: input.image {}
            note: input.text {"name":"note","required":false}
            answer: output.chat {}
            ask.text -> answer.value
            """);

        var source = SnippetSource.Of(new Uri("https://flows.example/"), "parcels", isPublic: false, flow, program.Services.GetRequiredService<NodeCatalogue>());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(source.CallAddress, Is.EqualTo("https://flows.example/api/v1/endpoints/parcels"));
            Assert.That(source.Message, Is.EqualTo("Where is my parcel?"));
            Assert.That(source.Inputs.Select(input => input.Name), Is.EqualTo(new[] { "message", "count", "image" }));
            Assert.That(source.Inputs[0].Value.GetString(), Is.EqualTo("Where is my parcel?"));
            Assert.That(source.Inputs[1].Value.ValueKind, Is.EqualTo(JsonValueKind.Number));
            Assert.That(source.Inputs[2].FileName, Is.EqualTo("picture.png"));
        }
    }

    [Test]
    public void OpenAi_clients_are_offered_only_where_one_can_talk_to_the_flow()
    {
        var talking = EndpointSnippets.Of(Source());
        var silent = EndpointSnippets.Of(Source() with { Message = null });

        using (Assert.EnterMultipleScope())
        {
            Assert.That(talking.Select(snippet => snippet.Kind), Is.EqualTo(Enum.GetValues<SnippetKind>()));
            Assert.That(silent.Select(snippet => snippet.Kind).Max(), Is.EqualTo(SnippetKind.JavaScript));
        }
    }

    // The code comes by standard input, so that no file is left behind.
    private static Task<string> RunAsync(string program, string code, string arguments) =>
        Script.RunAsync(program, code, arguments, (EndpointSnippets.KeyVariable, "the-key"));
}
