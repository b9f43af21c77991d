using System.Text.Json;
using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Core.Ports;
using FlowBuilder.Nodes.Json;

namespace FlowBuilder.Nodes.Logic;

/// <summary>A rule in plain words over a value: what is looked at, how it is compared, and with what.</summary>
/// <param name="Field">Where to look in a JSON value; empty for the value itself.</param>
/// <param name="Operator">How it is compared.</param>
/// <param name="Value">What it is compared with.</param>
/// <param name="IgnoreCase">Whether capital letters make no difference.</param>
internal sealed record ValueRule(string Field, ConditionOperator Operator, string Value, bool IgnoreCase)
{
    /// <summary>Whether the rule holds for a port's value.</summary>
    /// <exception cref="NodeException">The path or the pattern cannot be read, or the value is no JSON where a path looks into it.</exception>
    public bool Holds(object value) => new Comparison(IgnoreCase).Holds(Looked(value), Operator, Value);

    /// <summary>What is wrong with it, with the codes and the names of the settings that a condition has.</summary>
    public IEnumerable<SettingProblem> Problems()
    {
        if (Operator == ConditionOperator.Matches && Comparison.ProblemOf(Value) is { } pattern)
            yield return new SettingProblem("condition.pattern", "value", pattern);
        if (JsonQuery.Parse(Field, out _) is { } path)
            yield return new SettingProblem("json.path", "field", path);
    }

    private JsonElement? Looked(object value)
    {
        if (Field.Length == 0) return PortValueJson.Write(value);
        if (JsonQuery.Parse(Field, out var query) is { } wrong) throw new NodeException("json.path", wrong);
        return query.Find(JsonOfValue.Read(value), out _);
    }
}
