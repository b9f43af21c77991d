using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Faults;

/// <summary>Whose fault a failure is: it decides who is told, and how the API answers.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<FaultKind>))]
public enum FaultKind
{
    /// <summary>The flow's author can mend it: a setting, a template, a wire.</summary>
    Flow,

    /// <summary>The caller can mend it: an input is missing or of the wrong form.</summary>
    Input,

    /// <summary>A model provider, a tool or another outside service failed or refused.</summary>
    Provider,

    /// <summary>A time limit ran out.</summary>
    Timeout,

    /// <summary>A fault of this program; the detail is in its log only.</summary>
    Internal,
}
