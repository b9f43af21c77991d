using System.Collections.Frozen;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;

namespace FlowBuilder.Core.Budgets;

/// <summary>Reads and writes budgets as flow files have them.</summary>
internal static class BudgetFile
{
    private static readonly FrozenSet<string> Names = new[] { "cost", "tokens", "seconds", "onReached" }.ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    /// <summary>Reads a budget that this program wrote.</summary>
    public static Budget? Read(JsonElement value)
    {
        var problems = new DiagnosticList();
        return Read(value, "", new MemberReader(problems), problems);
    }

    /// <summary>Reads a budget, and says what is wrong with it; null where it is none.</summary>
    public static Budget? Read(JsonElement value, string path, MemberReader read, DiagnosticList problems)
    {
        if (!read.IsObject(value, path)) return null;
        var budget = new Budget();
        var extra = new List<KeyValuePair<string, JsonElement>>();
        foreach (var member in value.EnumerateObject())
        {
            var at = $"{path}.{member.Name}";
            switch (member.Name)
            {
                case "cost":
                    // A number too large for money is over the limit, which is checked afterwards.
                    if (read.Number(member.Value, at) is not null) budget = budget with { Cost = member.Value.TryGetDecimal(out var cost) ? cost : decimal.MaxValue };
                    break;
                case "tokens":
                    if (read.Number(member.Value, at) is { } tokens) budget = budget with { Tokens = Whole(tokens, at, problems) };
                    break;
                case "seconds":
                    budget = budget with { Seconds = read.Number(member.Value, at) };
                    break;
                case "onReached":
                    budget = budget with { OnReached = OnReached(read.Text(member.Value, at), at, problems) };
                    break;
                default:
                    read.Unknown(path, member.Name, Names);
                    extra.Add(new(member.Name, member.Value));
                    break;
            }
        }

        return budget with { Extra = JsonMembers.From(extra) };
    }

    /// <summary>The members of a budget in the file, defaults left out.</summary>
    public static JsonMembers Members(Budget budget)
    {
        var members = new List<KeyValuePair<string, JsonElement>>();
        if (budget.Cost is { } cost) Add("cost", cost);
        if (budget.Tokens is { } tokens) Add("tokens", tokens);
        if (budget.Seconds is { } seconds) Add("seconds", seconds);
        if (budget.OnReached != AtBudgetEnd.Stop) Add("onReached", budget.OnReached);
        members.AddRange(budget.Extra.Where(member => !Names.Contains(member.Key)));
        return JsonMembers.From(members);

        void Add<T>(string name, T value) => members.Add(new(name, JsonSerializer.SerializeToElement(value, CoreJson.Options)));
    }

    private static long? Whole(double number, string path, DiagnosticList problems)
    {
        if (number == Math.Floor(number)) return (long)Math.Clamp(number, -1, Budget.MostTokens + 1d);
        problems.Add(
            DiagnosticCodes.MemberWrongType,
            DiagnosticSeverity.Invalid,
            path,
            "This must be a whole number of tokens.",
            "토큰 수는 정수여야 합니다.");
        return null;
    }

    private static AtBudgetEnd OnReached(string? text, string path, DiagnosticList problems)
    {
        if (text == "ask") return AtBudgetEnd.Ask;
        if (text is null or "stop") return AtBudgetEnd.Stop;
        problems.Add(
            DiagnosticCodes.MemberWrongValue,
            DiagnosticSeverity.Invalid,
            path,
            $"{Quoted.Text(text)} is not known here: write \"stop\" or \"ask\".",
            $"{Quoted.Text(text)}은(는) 쓸 수 없는 값입니다. \"stop\", \"ask\" 중 하나를 쓰세요.");
        return AtBudgetEnd.Stop;
    }
}
