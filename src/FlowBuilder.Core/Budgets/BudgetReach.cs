using System.Globalization;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Budgets;

/// <summary>A budget that is used up, in figures and in words.</summary>
/// <param name="Scope">What it bounds.</param>
/// <param name="Name">What people call that.</param>
/// <param name="Measure">What is used up.</param>
/// <param name="Limit">How much there was: US dollars, tokens or seconds.</param>
/// <param name="Used">How much was used.</param>
/// <param name="RenewsAt">When there is some again, in UTC; null for never.</param>
internal sealed record BudgetReach(BudgetScope Scope, LocalText Name, BudgetMeasure Measure, decimal Limit, decimal Used, DateTimeOffset? RenewsAt = null)
{
    /// <summary>The fault of whatever it stops.</summary>
    public NodeFault ToFault() => new(CodeOf(Scope), Measure == BudgetMeasure.Time ? FaultKind.Timeout : FaultKind.Flow, Text);

    /// <summary>What is thrown where it stops a node.</summary>
    public NodeException ToException() => new(CodeOf(Scope), Text, Measure == BudgetMeasure.Time ? FaultKind.Timeout : FaultKind.Flow);

    /// <summary>What a person is asked who may let it go on.</summary>
    public LocalText Question => LocalText.Of(
        $"{What.English} Go on with as much again?", $"{What.For(Languages.Korean)} 같은 만큼 한 번 더 쓰고 계속할까요?");

    /// <summary>What happened and what to do.</summary>
    public LocalText Text => LocalText.Of($"{What.English} {ToDo.English}", $"{What.For(Languages.Korean)} {ToDo.For(Languages.Korean)}");

    // A call that what is left does not suffice for is not made, so that something may be left.
    private LocalText What => Used < Limit
        ? LocalText.Of(
            $"The budget of {Name.English} has too little left for another call: {Amounts.English} are used.",
            $"{NameKorean} 예산이 다음 호출을 하기에 부족합니다({Amounts.For(Languages.Korean)} 사용).")
        : LocalText.Of(
            $"The budget of {Name.English} is used up: {Amounts.English}.",
            $"{NameKorean} 예산을 다 썼습니다({Amounts.For(Languages.Korean)}).");

    private string NameKorean => Name.For(Languages.Korean);

    private LocalText ToDo => Scope switch
    {
        BudgetScope.Node => LocalText.Of("Raise the budget in the node's settings, or make its task smaller.", "노드 설정에서 예산을 늘리거나 작업을 줄이세요."),
        BudgetScope.Flow => LocalText.Of("Raise the flow's budget, or make its task smaller.", "플로우 예산을 늘리거나 작업을 줄이세요."),
        BudgetScope.Run => LocalText.Of("Start the run with a larger budget, or ask whoever runs this installation.", "예산을 늘려 다시 실행하거나 설치 관리자에게 문의하세요."),
        BudgetScope.Key => LocalText.Of($"The key can be used again from {Renewal}. Whoever made it can give it more.", $"이 키는 {Renewal}부터 다시 쓸 수 있습니다. 키를 만든 사람이 예산을 늘릴 수 있습니다."),
        _ => LocalText.Of($"Flows can use models again from {Renewal}. Whoever runs this installation can raise the limit.", $"{Renewal}부터 다시 모델을 쓸 수 있습니다. 설치 관리자가 한도를 늘릴 수 있습니다."),
    };

    private string Renewal => RenewsAt is { } time ? time.ToString("yyyy-MM-dd HH:mm 'UTC'", CultureInfo.InvariantCulture) : "–";

    /// <summary>The fault's code.</summary>
    public static string CodeOf(BudgetScope scope) => scope switch
    {
        BudgetScope.Key => "budget.key-reached",
        BudgetScope.Day => "budget.day-reached",
        _ => "budget.reached",
    };

    private LocalText Amounts
    {
        get
        {
            var (used, limit) = (Number(Used), Number(Limit));
            return Measure switch
            {
                BudgetMeasure.Cost => LocalText.Of($"{used} of {limit} US dollars", $"{limit}달러 중 {used}달러"),
                BudgetMeasure.Tokens => LocalText.Of($"{used} of {limit} tokens", $"{limit}토큰 중 {used}토큰"),
                _ => LocalText.Of($"{used} of {limit} seconds", $"{limit}초 중 {used}초"),
            };
        }
    }

    private string Number(decimal amount) => amount.ToString(Measure == BudgetMeasure.Tokens ? "N0" : "0.######", CultureInfo.InvariantCulture);
}
