using FlowBuilder.Core.Values;

namespace FlowBuilder.Nodes.Memory;

/// <summary>Estimates how many tokens a message takes: about four letters of Latin script, or a character and a half of Hangul or Han, for each.</summary>
internal static class MemorySize
{
    private const int PerMessage = 4;

    /// <summary>Tokens of a message, its role included.</summary>
    public static int Of(Message message)
    {
        var wide = message.Text.Count(letter => letter >= 0x1100);
        return PerMessage + ((message.Text.Length - wide + 3) / 4) + ((wide * 2) + 2) / 3;
    }
}
