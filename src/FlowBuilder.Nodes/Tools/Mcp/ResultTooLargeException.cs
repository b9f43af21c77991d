namespace FlowBuilder.Nodes.Tools.Mcp;

/// <summary>A server sent more than is taken.</summary>
internal sealed class ResultTooLargeException() : IOException("The server sent more than is taken.");
