namespace FlowBuilder.Testing.Fakes.ModelServers;

/// <summary>One step of a scripted reply.</summary>
public abstract record FakePart
{
    private FakePart()
    {
    }

    /// <summary>A chunk of the answer's text.</summary>
    public sealed record Text(string Value) : FakePart;

    /// <summary>A chunk of the model's thinking.</summary>
    public sealed record Thought(string Value) : FakePart;

    /// <summary>A tool call, its arguments sent in pieces.</summary>
    public sealed record ToolCall(string Id, string Name, IReadOnlyList<string> Arguments) : FakePart;

    /// <summary>Waits for the test.</summary>
    public sealed record Wait(FakeGate Gate) : FakePart;

    /// <summary>Bytes sent as they are, whatever the protocol says.</summary>
    public sealed record Raw(string Value) : FakePart;

    /// <summary>An error object in the midst of a stream.</summary>
    public sealed record Error(string Message, string Type) : FakePart;

    /// <summary>The connection is reset.</summary>
    public sealed record Cut : FakePart;

    /// <summary>The body ends properly, but without the protocol's end mark.</summary>
    public sealed record EndEarly : FakePart;

    /// <summary>Nothing more comes, until the client goes away.</summary>
    public sealed record Silence : FakePart;
}
