using System.Text.Json.Serialization;

namespace FlowBuilder.Core.Tables;

/// <summary>What the values of a column are.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ColumnKind>))]
public enum ColumnKind
{
    /// <summary>Texts.</summary>
    Text,

    /// <summary>Whole numbers.</summary>
    Integer,

    /// <summary>Numbers.</summary>
    Number,

    /// <summary>Days or moments, written so that they sort: <c>2026-03-01</c>, <c>2026-03-01 09:30:00</c>.</summary>
    Date,

    /// <summary>Truth values.</summary>
    Boolean,

    /// <summary>Anything else.</summary>
    Other,
}
