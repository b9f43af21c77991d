namespace FlowBuilder.Core.Tables;

/// <summary>A statement with its values.</summary>
/// <param name="Sql">The statement; <c>$1</c>, <c>$2</c> … stand for the values, in either dialect.</param>
public sealed record TableQuery(string Sql)
{
    /// <summary>The values of <c>$1</c>, <c>$2</c> …: a text, a number, a truth value, or null.</summary>
    public IReadOnlyList<object?> Values { get; init; } = [];

    /// <summary>How much it may give and take.</summary>
    public TableLimits Limits { get; init; } = new();
}
