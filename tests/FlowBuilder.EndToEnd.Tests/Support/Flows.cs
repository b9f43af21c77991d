namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Small flow files that tests begin with.</summary>
internal static class Flows
{
    /// <summary>A question to the demo model.</summary>
    public const string DemoModel = """
        {
          "format": "flowbuilder/1", "name": "Demo",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "default": "How long is the warranty?" } },
            { "id": "model", "type": "model.chat", "version": 1, "position": { "x": 320, "y": 0 } },
            { "id": "answer", "type": "output.text", "version": 1, "position": { "x": 640, "y": 0 }, "settings": { "name": "answer" } }
          ],
          "edges": [{ "from": "question.text", "to": "model.prompt" }, { "from": "model.text", "to": "answer.value" }]
        }
        """;

    /// <summary>The name of the connection to a model server of the tests.</summary>
    public const string Fake = "fake";

    /// <summary>A flow with nothing in it.</summary>
    public const string Empty = """{ "format": "flowbuilder/1", "name": "Empty", "nodes": [], "edges": [] }""";

    /// <summary>Three nodes without a wire.</summary>
    public const string Unwired = """
        {
          "format": "flowbuilder/1", "name": "Unwired",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question" } },
            { "id": "prompt", "type": "prompt.template", "version": 1, "title": "Prompt", "position": { "x": 360, "y": 0 }, "settings": { "template": "Say {{text}}" } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 720, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": []
        }
        """;

    /// <summary>The same, wired in a row.</summary>
    public static readonly string Wired = Unwired.Replace("""
        "edges": []
        """, """
        "edges": [{ "from": "question.text", "to": "prompt.text" }, { "from": "prompt.text", "to": "result.value" }]
        """, StringComparison.Ordinal);

    /// <summary>Two prompts in a row, each of which takes a text.</summary>
    public const string TwoPrompts = """
        {
          "format": "flowbuilder/1", "name": "Two prompts",
          "nodes": [
            { "id": "first", "type": "prompt.template", "version": 1, "title": "First", "position": { "x": 0, "y": 0 }, "settings": { "template": "Say {{text}}" } },
            { "id": "second", "type": "prompt.template", "version": 1, "title": "Second", "position": { "x": 360, "y": 0 }, "settings": { "template": "Sing {{text}}" } }
          ],
          "edges": [{ "from": "first.text", "to": "second.text" }]
        }
        """;

    /// <summary>A number that fits some of a model's ports and not others.</summary>
    public const string NumberAndModel = """
        {
          "format": "flowbuilder/1", "name": "Number and model",
          "nodes": [
            { "id": "number", "type": "input.number", "version": 1, "title": "Number", "position": { "x": 0, "y": 0 }, "settings": { "name": "number" } },
            { "id": "model", "type": "model.chat", "version": 1, "title": "Model", "position": { "x": 420, "y": 0 } }
          ],
          "edges": []
        }
        """;

    /// <summary>The same, with a model that answers in a form of one's own.</summary>
    public static readonly string Schema = NumberAndModel.Replace("\"position\": { \"x\": 420, \"y\": 0 }", """
        "position": { "x": 420, "y": 0 }, "settings": { "format": "schema" }
        """, StringComparison.Ordinal);

    /// <summary>A question that comes with an example, and a model of the tests' server that answers it.</summary>
    public static string Asking(string model) => """
        {
          "format": "flowbuilder/1", "name": "Asking",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "example": "How long?" } },
            { "id": "answer", "type": "model.chat", "version": 1, "title": "Answer", "position": { "x": 360, "y": 0 }, "settings": { "connection": "fake", "model": "MODEL" } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 720, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": [{ "from": "question.text", "to": "answer.prompt" }, { "from": "answer.text", "to": "result.value" }]
        }
        """.Replace("MODEL", model, StringComparison.Ordinal);

    /// <summary>A text that is sent into one of two branches, the first of which is wired.</summary>
    public const string Switch = """
        {
          "format": "flowbuilder/1", "name": "Switch",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "default": "a refund" } },
            { "id": "switch", "type": "logic.switch", "version": 1, "title": "Desk", "position": { "x": 360, "y": 0 }, "settings": { "rules": [{ "name": "billing", "value": "refund" }, { "name": "support", "value": "error" }] } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 720, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": [{ "from": "question.text", "to": "switch.value" }, { "from": "switch.billing", "to": "result.value" }]
        }
        """;

    /// <summary>One node, that runs a stored flow.</summary>
    public static string Calling(string flow) => """
        {
          "format": "flowbuilder/1", "name": "Calling",
          "nodes": [{ "id": "call", "type": "flow.call", "version": 1, "title": "Call", "position": { "x": 0, "y": 0 }, "settings": { "flow": "FLOW" } }],
          "edges": []
        }
        """.Replace("FLOW", flow, StringComparison.Ordinal);
}
