namespace FlowBuilder.Storage.Tools;

/// <summary>A tool server as its row has it.</summary>
internal sealed class ToolServerRow
{
    public const string Columns = "name AS Name, kind AS Kind, address AS Address, command AS Command, arguments AS Arguments, secrets AS Secrets";

    public required string Name { get; init; }

    public required string Kind { get; init; }

    public string? Address { get; init; }

    public required string Command { get; init; }

    public required string Arguments { get; init; }

    public byte[]? Secrets { get; init; }
}
