namespace FlowBuilder.Storage.Pins;

/// <summary>A pin as its row has it.</summary>
internal sealed class PinRow
{
    public required string Node { get; init; }

    public required byte[] Outputs { get; init; }
}
