namespace FlowBuilder.EndToEnd.Tests.Support;

/// <summary>Flow files whose runs tests look at.</summary>
internal static class RunFlows
{
    /// <summary>A question through two templates to a result, and a node aside that cannot run.</summary>
    public const string Chain = """
        {
          "format": "flowbuilder/1", "name": "Chain",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "default": "hello" } },
            { "id": "first", "type": "prompt.template", "version": 1, "title": "First", "position": { "x": 320, "y": 0 }, "settings": { "template": "one {{text}}" } },
            { "id": "second", "type": "prompt.template", "version": 1, "title": "Second", "position": { "x": 640, "y": 0 }, "settings": { "template": "two {{text}}" } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 960, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": [
            { "from": "question.text", "to": "first.text" }, { "from": "first.text", "to": "second.text" }, { "from": "second.text", "to": "result.value" }
          ]
        }
        """;

    /// <summary>A question to a model of a connection, and its answer.</summary>
    public static string Model(string connection) => $$"""
        {
          "format": "flowbuilder/1", "name": "Model",
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question", "position": { "x": 0, "y": 0 }, "settings": { "name": "question", "default": "hello" } },
            { "id": "model", "type": "model.chat", "version": 1, "title": "Answer", "position": { "x": 360, "y": 0 }, "settings": { "connection": "{{connection}}", "model": "alpha" } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 720, "y": 0 }, "settings": { "name": "result" } }
          ],
          "edges": [{ "from": "question.text", "to": "model.prompt" }, { "from": "model.text", "to": "result.value" }]
        }
        """;

    /// <summary>A draft that a person approves or rejects.</summary>
    public const string Approval = """
        {
          "format": "flowbuilder/1", "name": "Approval",
          "nodes": [
            { "id": "draft", "type": "input.text", "version": 1, "title": "Draft", "position": { "x": 0, "y": 0 }, "settings": { "name": "draft", "default": "Dear Kim" } },
            { "id": "ask", "type": "human.approval", "version": 1, "title": "Check", "position": { "x": 320, "y": 0 }, "settings": { "message": "May it go out?" } },
            { "id": "sent", "type": "output.text", "version": 1, "title": "Sent", "position": { "x": 640, "y": 0 }, "settings": { "name": "sent" } },
            { "id": "kept", "type": "output.text", "version": 1, "title": "Kept", "position": { "x": 640, "y": 160 }, "settings": { "name": "kept" } },
            { "id": "why", "type": "output.text", "version": 1, "title": "Why", "position": { "x": 640, "y": 320 }, "settings": { "name": "why" } }
          ],
          "edges": [
            { "from": "draft.text", "to": "ask.value" }, { "from": "ask.approved", "to": "sent.value" },
            { "from": "ask.rejected", "to": "kept.value" }, { "from": "ask.comment", "to": "why.value" }
          ]
        }
        """;

    /// <summary>Gives back what it is given: a text and a list.</summary>
    public const string Echo = """
        {
          "format": "flowbuilder/1", "name": "Echo",
          "nodes": [
            { "id": "text", "type": "input.text", "version": 1, "title": "Text", "position": { "x": 0, "y": 0 }, "settings": { "name": "text" } },
            { "id": "rows", "type": "input.json", "version": 1, "title": "Rows", "position": { "x": 0, "y": 260 }, "settings": { "name": "rows" } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result", "position": { "x": 360, "y": 0 }, "settings": { "name": "result" } },
            { "id": "list", "type": "output.json", "version": 1, "title": "List", "position": { "x": 360, "y": 260 }, "settings": { "name": "list" } }
          ],
          "edges": [{ "from": "text.text", "to": "result.value" }, { "from": "rows.value", "to": "list.value" }]
        }
        """;
}
