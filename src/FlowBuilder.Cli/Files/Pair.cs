using FlowBuilder.Cli.Output;

namespace FlowBuilder.Cli.Files;

/// <summary>A <c>name=value</c> of the command line.</summary>
/// <param name="Name">What stands before the first equals sign.</param>
/// <param name="Value">What stands after it.</param>
internal readonly record struct Pair(string Name, string Value)
{
    /// <summary>Splits texts; null where one is not of that form or a name stands twice, which has been said then.</summary>
    /// <param name="option">The option, for the message.</param>
    /// <param name="form">How it should be written, for the message.</param>
    /// <param name="texts">The texts.</param>
    public static IReadOnlyList<Pair>? ReadAll(string option, string form, IReadOnlyList<string> texts)
    {
        var pairs = new List<Pair>();
        var names = new HashSet<string>(StringComparer.Ordinal);
        var isGood = true;
        foreach (var text in texts)
        {
            var equals = text.IndexOf('=', StringComparison.Ordinal);
            if (equals <= 0) Complain(Words.NotPair(option, text, form));
            else if (!names.Add(text[..equals])) Complain(Words.Twice(option, text[..equals]));
            else pairs.Add(new Pair(text[..equals], text[(equals + 1)..]));
        }

        return isGood ? pairs : null;

        void Complain(Core.Text.LocalText problem)
        {
            Problems.Say(problem);
            isGood = false;
        }
    }
}
