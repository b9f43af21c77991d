using System.Text.Json;

namespace FlowBuilder.Storage.Runs;

/// <summary>Finds the values in an event that are worth a blob of their own: a port's value, and each of a run's inputs and outputs.</summary>
/// <remarks>One text that passes through several nodes and out of the flow has the same bytes in every one of these places.</remarks>
internal static class LargeValues
{
    /// <summary>Where they stand in the event's JSON, in order.</summary>
    public static IReadOnlyList<Range> Find(ReadOnlySpan<byte> json)
    {
        var found = new List<Range>();
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = ArchiveJson.MaxDepth });
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isValue = reader.ValueTextEquals("value"u8);
            var isValues = reader.ValueTextEquals("outputs"u8) || reader.ValueTextEquals("inputs"u8);
            reader.Read();
            if (isValues && reader.TokenType == JsonTokenType.StartObject) AddMembers(ref reader, found);
            else if (isValue) Add(ref reader, found);
            else reader.Skip();
        }

        return found;
    }

    private static void AddMembers(ref Utf8JsonReader reader, List<Range> found)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            reader.Read();
            Add(ref reader, found);
        }
    }

    private static void Add(ref Utf8JsonReader reader, List<Range> found)
    {
        var start = (int)reader.TokenStartIndex;
        reader.Skip();
        var end = (int)reader.BytesConsumed;
        if (end - start > EventLine.LargeValue) found.Add(start..end);
    }
}
