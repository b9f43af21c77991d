namespace FlowBuilder.Knowledge.Loading.Word;

/// <summary>How the items at one level of a list are numbered.</summary>
internal sealed record ListLevel
{
    /// <summary>The first number.</summary>
    /// <value>1.</value>
    public int Start { get; init; } = 1;

    /// <summary>How numbers are written, such as <c>decimal</c>, <c>bullet</c> or <c>ganada</c>.</summary>
    public string Format { get; init; } = "decimal";

    /// <summary>What stands before an item, with <c>%1</c> for the number at the first level, <c>%2</c> at the second, …</summary>
    public string Text { get; init; } = "";
}
