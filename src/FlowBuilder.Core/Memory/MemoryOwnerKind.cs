using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Memory;

/// <summary>Whose memory it is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MemoryOwnerKind>))]
public enum MemoryOwnerKind
{
    /// <summary>A conversation's: gone with it.</summary>
    [JsonStringEnumMemberName("session")]
    Session,

    /// <summary>A person's, across conversations and flows.</summary>
    [JsonStringEnumMemberName("user")]
    User,
}
