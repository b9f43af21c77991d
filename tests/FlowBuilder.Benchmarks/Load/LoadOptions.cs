using System.Globalization;

namespace FlowBuilder.Benchmarks.Load;

/// <summary>What is asked of the load: <c>load --runs 1000 --tokens 200 --rate 20 --rounds 2 --overload 0 --durability node -- SETTINGS OF THE PROGRAM</c>.</summary>
internal sealed record LoadOptions
{
    /// <summary>Runs at the same time.</summary>
    public int Runs { get; init; } = 1_000;

    /// <summary>Tokens of each answer.</summary>
    public int Tokens { get; init; } = 200;

    /// <summary>Tokens a second of each answer.</summary>
    public int TokensPerSecond { get; init; } = 20;

    /// <summary>How often all of them come, one time after the other; in the first the program is still being compiled.</summary>
    public int Rounds { get; init; } = 2;

    /// <summary>Seconds for which ten times as many calls come as the program can take; 0 for none.</summary>
    public int OverloadSeconds { get; init; }

    /// <summary>What is on disk while a run is under way: none, run, node.</summary>
    public string Durability { get; init; } = "node";

    /// <summary>Settings for the program.</summary>
    public IReadOnlyList<string> Settings { get; init; } = [];

    /// <summary>Reads a command line.</summary>
    /// <exception cref="ArgumentException">Something in it is not known.</exception>
    public static LoadOptions Parse(IReadOnlyList<string> arguments)
    {
        var options = new LoadOptions();
        for (var i = 0; i < arguments.Count; i += 2)
        {
            if (arguments[i] == "--") return options with { Settings = [.. arguments.Skip(i + 1)] };
            var value = arguments[i + 1];
            options = arguments[i] switch
            {
                "--runs" => options with { Runs = Number(value) },
                "--tokens" => options with { Tokens = Number(value) },
                "--rate" => options with { TokensPerSecond = Number(value) },
                "--rounds" => options with { Rounds = Number(value) },
                "--overload" => options with { OverloadSeconds = Number(value) },
                "--durability" => options with { Durability = value },
                var unknown => throw new ArgumentException($"Unknown option {unknown}; known are --runs, --tokens, --rate, --rounds, --overload, --durability."),
            };
        }

        return options;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
