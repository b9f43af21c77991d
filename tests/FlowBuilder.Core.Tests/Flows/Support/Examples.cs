using System.Text;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Nodes;

namespace FlowBuilder.Core.Tests.Flows.Support;

/// <summary>The flow of the format's own description, and the node types that it is made of.</summary>
internal static class Examples
{
    /// <summary>The example, in canonical form to the byte.</summary>
    public const string Rag = """
        {
          "format": "flowbuilder/1",
          "name": "Answer from my documents",
          "description": "Finds passages and answers from them.",
          "tags": ["rag"],
          "nodes": [
            { "id": "question", "type": "input.text", "version": 1, "title": "Question",
              "position": { "x": 80, "y": 120 },
              "settings": { "name": "question", "example": "How long is the warranty?" } },
            { "id": "passages", "type": "knowledge.search", "version": 1, "title": "Find passages",
              "position": { "x": 360, "y": 60 },
              "settings": { "knowledge": "handbook", "top": 4 } },
            { "id": "prompt", "type": "prompt.template", "version": 1, "title": "Prompt",
              "position": { "x": 640, "y": 120 },
              "settings": { "template": "Use only this:\n{{passages}}\n\nQuestion: {{question}}" } },
            { "id": "answer", "type": "model.chat", "version": 1, "title": "Answer",
              "position": { "x": 920, "y": 120 },
              "settings": { "connection": "offline", "model": "extractive-1", "temperature": 0 } },
            { "id": "result", "type": "output.text", "version": 1, "title": "Result",
              "position": { "x": 1200, "y": 120 },
              "settings": { "name": "answer" } }
          ],
          "edges": [
            { "from": "question.text", "to": "passages.query" },
            { "from": "question.text", "to": "prompt.question" },
            { "from": "passages.documents", "to": "prompt.passages" },
            { "from": "prompt.text", "to": "answer.prompt" },
            { "from": "answer.text", "to": "result.value" }
          ],
          "notes": [
            { "id": "n1", "text": "Swap the model here.", "position": { "x": 900, "y": -60 }, "size": { "width": 240, "height": 120 }, "color": "yellow" }
          ]
        }

        """;

    public static readonly NodeCatalogue Catalogue = NodeCatalogue.FromClasses(
        typeof(ExampleInput),
        typeof(ExampleSearch),
        typeof(ExamplePrompt),
        typeof(ExampleModel),
        typeof(ExampleMerge),
        typeof(ExampleOutput),
        typeof(UpgradedNode),
        typeof(CheckedNode));

    public static readonly FlowFormat Format = new(Catalogue);

    public static FlowReadResult Read(string file) => Format.Read(Encoding.UTF8.GetBytes(file));

    /// <summary>Reads a file that must be accepted.</summary>
    public static Flow Flow(string file)
    {
        var result = Read(file);
        return result.Flow ?? throw new AssertionException(string.Join("\n", Lines(result.Diagnostics)));
    }

    public static string Write(Flow flow) => Encoding.UTF8.GetString(Format.Write(flow));

    /// <summary>Reads a flow given as its nodes and edges, each in JSON.</summary>
    public static FlowReadResult Read(string nodes, string edges) =>
        Read($$"""{ "format": "flowbuilder/1", "name": "test", "nodes": [{{nodes}}], "edges": [{{edges}}] }""");

    /// <summary>Diagnostics as <c>code path</c>, for tests that compare whole lists.</summary>
    public static IEnumerable<string> Lines(IEnumerable<FlowDiagnostic> diagnostics) =>
        diagnostics.Select(diagnostic => $"{diagnostic.Code} {diagnostic.Path}");
}
