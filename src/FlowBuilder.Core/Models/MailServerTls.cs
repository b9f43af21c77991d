using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Models;

/// <summary>How the way to a mail server is encrypted.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MailServerTls>))]
public enum MailServerTls
{
    /// <summary>The connection begins in clear text and is encrypted before anything is said (STARTTLS); port 587.</summary>
    [JsonStringEnumMemberName("starttls")]
    StartTls,

    /// <summary>From the first byte on; port 465.</summary>
    [JsonStringEnumMemberName("implicit")]
    Implicit,

    /// <summary>Never: only for a server of this machine or a trusted network. No password is sent then.</summary>
    [JsonStringEnumMemberName("none")]
    None,
}
