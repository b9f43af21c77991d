using Microsoft.Extensions.AI;

namespace FlowBuilder.Testing.Models;

/// <summary>One answer of a scripted model.</summary>
public sealed record ScriptedAnswer
{
    /// <summary>The pieces in which its text comes.</summary>
    public IReadOnlyList<string> Chunks { get; init; } = [];

    /// <summary>The tools it calls after its text.</summary>
    public IReadOnlyList<FunctionCallContent> Calls { get; init; } = [];

    /// <summary>Why it ends.</summary>
    public ChatFinishReason Finish { get; init; } = ChatFinishReason.Stop;

    /// <summary>Tokens of the request.</summary>
    public int InputTokens { get; init; } = 10;

    /// <summary>Tokens of the answer.</summary>
    public int OutputTokens { get; init; } = 5;

    /// <summary>What breaks the answer off after its text, or null.</summary>
    public Exception? Failure { get; init; }

    /// <summary>What the model waits for before each piece, or null.</summary>
    public Func<string, Task>? Before { get; init; }

    /// <summary>An answer whose text comes word by word.</summary>
    public static ScriptedAnswer Of(string text)
    {
        var chunks = new List<string>();
        var start = 0;
        for (var i = 1; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] != ' ') continue;
            chunks.Add(text[start..i]);
            start = i;
        }

        return new ScriptedAnswer { Chunks = chunks };
    }

    /// <summary>An answer that calls one tool.</summary>
    public static ScriptedAnswer Calling(string tool, object arguments) => new()
    {
        Calls = [new FunctionCallContent("call-1", tool, arguments.GetType().GetProperties().ToDictionary(property => property.Name, property => property.GetValue(arguments)))],
        Finish = ChatFinishReason.ToolCalls,
    };
}
