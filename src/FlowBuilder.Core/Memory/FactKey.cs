using System.Text;

namespace FlowBuilder.Core.Memory;

/// <summary>Tells whether two facts say the same in the same words.</summary>
public static class FactKey
{
    /// <summary>The fact without case, marks and blanks: equal for doubles.</summary>
    public static string Of(string fact)
    {
        var key = new StringBuilder(fact.Length);
        foreach (var letter in fact.Normalize(NormalizationForm.FormKC))
        {
            if (char.IsLetterOrDigit(letter)) key.Append(char.ToLowerInvariant(letter));
        }

        return key.ToString();
    }
}
