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
            Assert.That(printed.GetProperty("models").EnumerateArray().Select(model => model.GetString()), Is.EqualTo(new[] { "breaks", "talk" }));
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
            console.log(JSON.stringify({ whole, events, refused }));
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

    private static async Task<JsonElement> RunAsync(string script, CancellationToken cancellationToken)
    {
        await using var server = await FakeOpenAiServer.StartNewAsync();
        var gate = new FakeGate();
        server.Otherwise = request =>
        {
            var body = request.Body.GetRawText();
            if (body.Contains("go on", StringComparison.Ordinal)) gate.Open();
            return body.Contains("other-model", StringComparison.Ordinal) ? FakeReply.Of("Half").Wait(gate).Cut() : FakeReply.Of("Hello", " there");
        };
        await using var program = new TestProgram();
        await program.ConnectAsync(server, cancellationToken);
        await program.PublishAsync("talk", Published.Chat, cancellationToken);
        await program.PublishAsync("breaks", Published.Chat.Replace("fake-model", "other-model", StringComparison.Ordinal), cancellationToken);
        return JsonElement.Parse(await NodeClients.RunAsync(script, program.Address, await program.NewKeyAsync(cancellationToken), cancellationToken));
    }
}
