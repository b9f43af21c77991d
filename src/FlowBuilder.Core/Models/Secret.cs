namespace FlowBuilder.Core.Models;

/// <summary>A value that must never be shown: an API key, a password. It prints as dots wherever it ends up.</summary>
/// <remarks>It has no JSON form on purpose: serialising one is an error rather than a leak.</remarks>
public sealed class Secret
{
    private readonly string _value;

    /// <summary>Wraps a secret.</summary>
    /// <exception cref="ArgumentException">The value is null or empty.</exception>
    public Secret(string value)
    {
        ArgumentException.ThrowIfNullOrEmpty(value);
        _value = value;
    }

    /// <summary>The value itself, at the one place that sends it to its provider or encrypts it for storage.</summary>
    public string Reveal() => _value;

    /// <summary>Dots; never the value.</summary>
    public override string ToString() => "••••";
}
