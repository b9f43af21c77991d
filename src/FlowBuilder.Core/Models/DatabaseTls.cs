using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Models;

/// <summary>How a connection to a database is encrypted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<DatabaseTls>))]
public enum DatabaseTls
{
    /// <summary>Where the server can, without looking at its certificate.</summary>
    [JsonStringEnumMemberName("prefer")]
    Prefer,

    /// <summary>Never.</summary>
    [JsonStringEnumMemberName("disable")]
    Disable,

    /// <summary>Always, without looking at the server's certificate.</summary>
    [JsonStringEnumMemberName("require")]
    Require,

    /// <summary>Always, and the server's certificate must be valid for its name.</summary>
    [JsonStringEnumMemberName("verify-full")]
    VerifyFull,
}
