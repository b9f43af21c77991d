using System.Globalization;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Estimating;

/// <summary>Writes estimates as people read them: <c>about 900 to 1,700 tokens, $0.001 to $0.003</c>.</summary>
public static class EstimateText
{
    private const decimal LeastSaid = 0.0001m;

    /// <summary>What a run is likely to use.</summary>
    public static LocalText Of(FlowEstimate estimate) => Of(estimate.Total, estimate.IsFree, estimate.IsPriceKnown);

    /// <summary>What a node is likely to use.</summary>
    public static LocalText Of(NodeEstimate node) => Of(node.Usage, node.IsFree, node.IsPriceKnown);

    /// <summary>What a run is likely to cost, as short as can be: <c>≈ $0.001–$0.003</c>, or its tokens where the price is not known.</summary>
    public static LocalText Short(FlowEstimate estimate)
    {
        if (estimate.IsFree) return LocalText.Of("free", "무료");
        if (!estimate.IsPriceKnown) return LocalText.Of($"≈ {Tokens(estimate.Total, "–")} tokens", $"≈ {Tokens(estimate.Total, "–")}토큰");
        var (money, korean) = Money(estimate.Total, "–", "–");
        return LocalText.Of($"≈ {money}", $"≈ {korean}");
    }

    private static LocalText Of(UsageRange usage, bool isFree, bool isPriceKnown)
    {
        var (tokens, korean) = (Tokens(usage, " to "), Tokens(usage, "~"));
        if (isFree) return LocalText.Of($"about {tokens} tokens, free with the demo model", $"약 {korean}토큰, 데모 모델이라 무료");
        var (money, inKorean) = Money(usage, " to ", "~");
        return isPriceKnown
            ? LocalText.Of($"about {tokens} tokens, {money}", $"약 {korean}토큰, {inKorean}")
            : LocalText.Of($"about {tokens} tokens; the price of a model is not known", $"약 {korean}토큰, 가격을 모르는 모델이 있음");
    }

    private static string Tokens(UsageRange usage, string between)
    {
        var (low, high) = (Round(usage.Low.InputTokens + usage.Low.OutputTokens), Round(usage.High.InputTokens + usage.High.OutputTokens));
        return low == high ? Number(low) : $"{Number(low)}{between}{Number(high)}";
    }

    private static (string English, string Korean) Money(UsageRange usage, string between, string betweenInKorean)
    {
        var (low, high) = (usage.Low.Cost ?? 0, usage.High.Cost ?? 0);
        if (high is > 0 and < LeastSaid) return ($"less than {Dollars(LeastSaid)}", $"{Dollars(LeastSaid)} 미만");
        var (least, most) = (Dollars(low), Dollars(high));
        if (least == most) return (most, most);
        return low < LeastSaid ? ($"up to {most}", $"최대 {most}") : ($"{least}{between}{most}", $"{least}{betweenInKorean}{most}");
    }

    private static string Dollars(decimal dollars) => dollars switch
    {
        0 => "$0",
        < 1 => "$" + dollars.ToString("0.####", CultureInfo.InvariantCulture),
        _ => "$" + dollars.ToString("0.00", CultureInfo.InvariantCulture),
    };

    // More digits than two would claim to know.
    private static long Round(long tokens)
    {
        var unit = 1L;
        while (tokens / unit >= 100) unit *= 10;
        return (tokens + unit / 2) / unit * unit;
    }

    private static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);
}
