using System.Text.Json;
using System.Text.RegularExpressions;
using FlowBuilder.Core.Models;

namespace FlowBuilder.Providers.Prices;

/// <summary>What models cost, from the dated list <c>prices.json</c>.</summary>
internal static partial class ModelPrices
{
    private static readonly Dictionary<string, ModelPrice> ByName = Load();

    /// <summary>The day on which the list was checked.</summary>
    public static DateOnly AsOf { get; private set; }

    /// <summary>A model's price, or null where it is not known.</summary>
    /// <remarks>A maker's prefix (<c>openai/</c>, <c>models/</c>) and the mark of a release (<c>-2025-04-14</c>, <c>-20250514</c>, <c>-latest</c>) do not count.</remarks>
    public static ModelPrice? Find(string model)
    {
        var name = model.Trim().ToLowerInvariant();
        name = name[(name.LastIndexOf('/') + 1)..];
        return ByName.GetValueOrDefault(name) ?? ByName.GetValueOrDefault(Release().Replace(name, ""));
    }

    private static Dictionary<string, ModelPrice> Load()
    {
        using var stream = typeof(ModelPrices).Assembly.GetManifestResourceStream("prices.json")!;
        using var json = JsonDocument.Parse(stream);
        AsOf = DateOnly.ParseExact(json.RootElement.GetProperty("asOf").GetString()!, "yyyy-MM-dd");
        return json.RootElement.GetProperty("models").EnumerateObject().ToDictionary(
            entry => entry.Name,
            entry => new ModelPrice(entry.Value[0].GetDecimal(), entry.Value[1].GetDecimal()),
            StringComparer.Ordinal);
    }

    [GeneratedRegex(@"-(?:\d{4}-\d{2}-\d{2}|\d{8}|\d{4}|\d{3}|latest)$|-preview(?:-\d\d-\d\d(?:\d\d)?)?$")]
    private static partial Regex Release();
}
