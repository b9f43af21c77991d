using System.Text.Json;
using FlowBuilder.Testing.Fakes.ModelServers;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Web.Tests.Support;

namespace FlowBuilder.Web.Tests.Compatible;

/// <summary>Clients that others wrote, unchanged, against a running program.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class NodeClientTests
{
    // The first test gets the packages.
    private const int WithInstalling = 180_000;

    [Test, CancelAfter(WithInstalling)]
    public async Task The_OpenAI_client_for_JavaScript_talks_to_a_flow(CancellationToken cancellationToken)
    {
        var printed = await RunAsync("""
            import OpenAI from "openai";
            const connect = (apiKey) => new OpenAI({ baseURL: `${process.env.ADDRESS}/v1`, apiKey, maxRetries: 0 });
            const client = connect(process.env.KEY);
            const messages = [{ role: "system", content: "Be brief." }, { role: "user", content: "안녕" }];
            const whole = await client.chat.completions.create({ model: "talk", messages, temperature: 0.2, user: "mina" });
            const pieces = [];
            let usage;
            for await (const chunk of await client.chat.completions.create({ model: "talk", messages, stream: true, stream_options: { include_usage: true } })) {
              if (chunk.choices[0]?.delta?.content) pieces.push(chunk.choices[0].delta.content);
              usage = chunk.usage ?? usage;
            }
            const helped = await client.chat.completions.stream({ model: "talk", messages }).finalContent();
            const models = [];
            for await (const model of client.models.list()) models.push(model.id);
            const faults = [];
            for (const ask of [
              () => connect("fb_wrong").models.list(),
              () => client.chat.completions.create({ model: "nowhere", messages }),
              () => client.chat.completions.create({ model: "talk", messages, n: 2 }),
              async () => {
                for await (const chunk of await client.chat.completions.create({ model: "breaks", messages, stream: true })) {
                  if (chunk.choices[0]?.delta?.content) await client.chat.completions.create({ model: "talk", messages: [{ role: "user", content: "go on" }] });
                }
              },
            ]) {
              try { await ask(); } catch (fault) { faults.push(`${fault.constructor.name} ${fault.status} ${fault.code}`); }
            }
            console.log(JSON.stringify({ text: whole.choices[0].message.content, pieces, usage, helped, models, faults }));
            """, cancellationToken);

        using (Assert.EnterMultipleScope())
        {
            Assert.That(printed.GetProperty("text").GetString(), Is.EqualTo("Hello there"));
            Assert.That(string.Concat(printed.GetProperty("pieces").EnumerateArray().Select(piece => piece.GetString())), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("usage").GetProperty("total_tokens").GetInt32(), Is.EqualTo(18));
            Assert.That(printed.GetProperty("helped").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("models").EnumerateArray().Select(model => model.GetString()), Is.EqualTo(new[] { "ask", "breaks", "fails", "talk" }));
            Assert.That(printed.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()), Is.EqualTo(new[]
            {
                "AuthenticationError 401 invalid_api_key",
                "NotFoundError 404 model_not_found",
                "BadRequestError 400 unsupported_parameter",
                "APIError undefined model.incomplete",
            }));
        }
    }

    [Test, CancelAfter(WithInstalling)]
    public async Task The_client_of_Flowise_talks_to_a_flow(CancellationToken cancellationToken)
    {
        var printed = await RunAsync("""
            import flowise from "flowise-sdk";
            const client = new flowise.FlowiseClient({ baseUrl: process.env.ADDRESS, apiKey: process.env.KEY });
            const whole = await client.createPrediction({ chatflowId: "talk", question: "Hi", overrideConfig: { sessionId: "s1" } });
            const events = [];
            for await (const item of await client.createPrediction({ chatflowId: "talk", question: "Hi", streaming: true })) events.push(item);
            const refused = await client.createPrediction({ chatflowId: "nowhere", question: "Hi" });
            const broken = [];
            for await (const item of await client.createPrediction({ chatflowId: "breaks", question: "Hi", streaming: true })) {
              broken.push(item.event);
              if (item.event === "token") await client.createPrediction({ chatflowId: "talk", question: "go on" });
            }
            console.log(JSON.stringify({ whole, events, refused, broken }));
            """, cancellationToken);
        var events = printed.GetProperty("events").EnumerateArray().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(printed.GetProperty("whole").GetProperty("text").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("whole").GetProperty("sessionId").GetString(), Is.EqualTo("s1"));
            Assert.That(events.Select(item => item.GetProperty("event").GetString()).Distinct(), Is.EqualTo(new[] { "start", "token", "usageMetadata", "metadata", "end" }));
            Assert.That(
                string.Concat(events.Where(item => item.GetProperty("event").GetString() == "token").Select(item => item.GetProperty("data").GetString())),
                Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("refused").GetProperty("statusCode").GetInt32(), Is.EqualTo(404));
            Assert.That(printed.GetProperty("broken").EnumerateArray().Select(item => item.GetString()), Is.EqualTo(new[] { "start", "token", "error", "end" }));
        }
    }

    [Test, CancelAfter(WithInstalling)]
    public async Task The_client_of_Langflow_talks_to_a_flow(CancellationToken cancellationToken)
    {
        var printed = await RunAsync("""
            import { LangflowClient } from "@datastax/langflow-client";
            const client = new LangflowClient({ baseUrl: process.env.ADDRESS, apiKey: process.env.KEY });
            const whole = await client.flow("talk").run("Hi", { session_id: "s1" });
            const events = [];
            for await (const item of await client.flow("talk").stream("Hi")) events.push(item);
            let fault;
            try { await client.flow("nowhere").run("Hi"); } catch (error) { fault = error.message; }
            console.log(JSON.stringify({ text: whole.chatOutputText(), session: whole.sessionId, events, fault }));
            """, cancellationToken);
        var events = printed.GetProperty("events").EnumerateArray().ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(printed.GetProperty("text").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("session").GetString(), Is.EqualTo("s1"));
            Assert.That(events.Select(item => item.GetProperty("event").GetString()).Distinct(), Is.EqualTo(new[] { "add_message", "token", "end" }));
            Assert.That(
                string.Concat(events.Where(item => item.GetProperty("event").GetString() == "token").Select(item => item.GetProperty("data").GetProperty("chunk").GetString())),
                Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("fault").GetString(), Does.StartWith("404"));
        }
    }

    [Test, CancelAfter(WithInstalling)]
    public async Task The_MCP_client_for_JavaScript_uses_a_flow_as_a_tool(CancellationToken cancellationToken)
    {
        var printed = await RunAsync("""
            import { Client } from "@modelcontextprotocol/sdk/client/index.js";
            import { StreamableHTTPClientTransport } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
            const connect = async (key) => {
              const client = new Client({ name: "tests", version: "1" });
              const headers = { authorization: `Bearer ${key}` };
              await client.connect(new StreamableHTTPClientTransport(new URL(`${process.env.ADDRESS}/mcp`), { requestInit: { headers } }));
              return client;
            };
            const client = await connect(process.env.KEY);
            const { tools } = await client.listTools();
            const schema = tools.find((tool) => tool.name === "ask").inputSchema;
            const progress = [];
            const answer = await client.callTool({ name: "ask", arguments: { question: "Hi" } }, undefined, { onprogress: (told) => progress.push([told.progress, told.total]) });
            const wrong = await client.callTool({ name: "ask", arguments: { query: "Hi" } });
            const failed = await client.callTool({ name: "fails", arguments: { question: "Hi" } });
            const faults = [];
            for (const ask of [() => connect("fb_wrong"), () => client.callTool({ name: "nowhere", arguments: {} })]) {
              try { await ask(); } catch (fault) { faults.push(`${fault.constructor.name} ${fault.code}`); }
            }
            await client.close();
            console.log(JSON.stringify({ names: tools.map((tool) => tool.name), schema, progress, answer, wrong, failed, faults }));
            """, cancellationToken);
        var progress = printed.GetProperty("progress").EnumerateArray().Select(told => (told[0].GetDouble(), told[1].GetDouble())).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(printed.GetProperty("names").EnumerateArray().Select(name => name.GetString()), Is.EquivalentTo(new[] { "ask", "breaks", "fails", "talk" }));
            Assert.That(printed.GetProperty("schema").GetProperty("properties").GetProperty("question").GetProperty("type").GetString(), Is.EqualTo("string"));
            Assert.That(progress, Is.Not.Empty.And.Ordered);
            Assert.That(progress.Select(told => told.Item2), Has.All.EqualTo(4));
            Assert.That(printed.GetProperty("answer").GetProperty("content")[0].GetProperty("text").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("answer").GetProperty("structuredContent").GetProperty("answer").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("wrong").GetProperty("isError").GetBoolean(), Is.True);
            Assert.That(printed.GetProperty("wrong").GetProperty("content")[0].GetProperty("text").GetString(), Does.Contain("query"));
            Assert.That(printed.GetProperty("failed").GetProperty("isError").GetBoolean(), Is.True);
            Assert.That(printed.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()), Is.EqualTo(new[] { "StreamableHTTPError 401", "McpError -32602" }));
        }
    }

    [Test, CancelAfter(WithInstalling)]
    public async Task The_SignalR_client_for_JavaScript_watches_a_run(CancellationToken cancellationToken)
    {
        var printed = await RunAsync("""
            import { HubConnectionBuilder, LogLevel } from "@microsoft/signalr";
            const flows = await (await fetch(`${process.env.ADDRESS}/api/v1/flows`)).json();
            const idOf = (slug) => flows.find((flow) => flow.endpoint === slug).id;
            const hub = new HubConnectionBuilder().withUrl(`${process.env.ADDRESS}/hubs/runs`).configureLogging(LogLevel.None).build();
            await hub.start();
            const read = (method, args, each = () => {}) => new Promise((resolve, reject) => {
              const events = [];
              hub.stream(method, ...args).subscribe({ next: (event) => { events.push(event); each(event); }, complete: () => resolve(events), error: reject });
            });
            const textOf = (events) => events.filter((event) => event.type === "node.delta" && event.node === "answer").map((event) => event.text).join("");
            const whole = await read("Start", [idOf("ask"), { inputs: { question: "Hi" } }]);
            const rest = await read("Watch", [whole[0].runId, 3]);
            let isToldOn = false;
            const broken = await read("Start", [idOf("breaks"), { inputs: { message: { text: "Hi" } } }], (event) => {
              if (event.type !== "node.delta" || isToldOn) return;
              isToldOn = true;
              read("Start", [idOf("ask"), { inputs: { question: "go on" } }]);
            });
            const faults = [];
            for (const ask of [
              () => read("Start", ["nowhere", null]),
              () => read("Start", [idOf("ask"), { inputs: {} }]),
              () => read("Watch", ["nowhere", 0]),
            ]) {
              try { await ask(); } catch (fault) { faults.push(fault.message); }
            }
            const stopped = await hub.invoke("Cancel", whole[0].runId);
            await hub.stop();
            console.log(JSON.stringify({
              text: textOf(whole), last: whole.at(-1).type, seqs: whole.map((event) => event.seq), rest: rest.map((event) => event.seq),
              isToldOn, broken: broken.at(-1), faults, stopped,
            }));
            """, cancellationToken);
        var seqs = printed.GetProperty("seqs").EnumerateArray().Select(seq => seq.GetInt32()).ToList();

        using (Assert.EnterMultipleScope())
        {
            Assert.That(printed.GetProperty("text").GetString(), Is.EqualTo("Hello there"));
            Assert.That(printed.GetProperty("last").GetString(), Is.EqualTo("run.completed"));
            Assert.That(seqs, Is.EqualTo(Enumerable.Range(1, seqs.Count)));
            Assert.That(printed.GetProperty("rest").EnumerateArray().Select(seq => seq.GetInt32()), Is.EqualTo(seqs.Skip(3)));
            Assert.That(printed.GetProperty("isToldOn").GetBoolean(), Is.True, "a word came while the model still spoke");
            Assert.That(printed.GetProperty("broken").GetProperty("type").GetString(), Is.EqualTo("run.failed"));
            Assert.That(printed.GetProperty("broken").GetRawText(), Does.Contain("model.incomplete"));
            Assert.That(printed.GetProperty("faults").EnumerateArray().Select(fault => fault.GetString()),
                Is.EqualTo(new[] { "flow.not-found", "run.bad-inputs", "run.not-found" }).Using<string, string>((fault, code) => fault.Contains($"{code}: ", StringComparison.Ordinal)));
            Assert.That(printed.GetProperty("stopped").GetBoolean(), Is.False);
        }
    }

    private static async Task<JsonElement> RunAsync(string script, CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        server.Otherwise = request =>
        {
            var body = request.Body.GetRawText();
            if (body.Contains("go on", StringComparison.Ordinal)) gate.Open();
            if (body.Contains("no-model", StringComparison.Ordinal)) return FakeReply.Fail(400, "The prompt is too long.");
            return body.Contains("other-model", StringComparison.Ordinal) ? FakeReply.Of("Half").Wait(gate).Cut() : FakeReply.Of("Hello", " there");
        };
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        await program.PublishAsync("ask", Drawings.Ask, cancellationToken);
        await program.PublishAsync("fails", Drawings.Ask.Replace("fake-model", "no-model", StringComparison.Ordinal), cancellationToken);
        await program.PublishAsync("breaks", Published.Chat.Replace("fake-model", "other-model", StringComparison.Ordinal), cancellationToken);
        return JsonElement.Parse(await NodeClients.RunAsync(script, program.Address, await program.NewKeyAsync(cancellationToken), cancellationToken));
    }
}
