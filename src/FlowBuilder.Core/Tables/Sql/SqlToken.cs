namespace FlowBuilder.Core.Tables.Sql;

/// <summary>A piece of SQL.</summary>
/// <param name="Kind">What it is.</param>
/// <param name="Text">A word in capitals, a name without its quotes, any other piece as it is written.</param>
/// <param name="Offset">Where it begins, in characters from 0.</param>
internal readonly record struct SqlToken(SqlTokenKind Kind, string Text, int Offset)
{
    /// <summary>Whether it is that keyword.</summary>
    /// <param name="word">The keyword in capitals.</param>
    public bool Is(string word) => Kind == SqlTokenKind.Word && Text == word;

    /// <summary>Whether it is that character.</summary>
    public bool Is(char sign) => Kind == SqlTokenKind.Sign && Text[0] == sign;
}
