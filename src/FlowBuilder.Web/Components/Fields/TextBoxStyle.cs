namespace FlowBuilder.Web.Components.Fields;

/// <summary>What a text box looks like.</summary>
public enum TextBoxStyle
{
    /// <summary>One line.</summary>
    Line,

    /// <summary>Several lines of prose.</summary>
    Lines,

    /// <summary>Several lines of code or JSON.</summary>
    Code,

    /// <summary>Several lines in which <c>{{variables}}</c> are marked.</summary>
    Template,
}
