using System.Collections.Immutable;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;

namespace FlowBuilder.Core.Nodes;

/// <summary>A node type, read once from its class: all that palette, form, compiler, schema and documentation need.</summary>
public sealed class NodeType
{
    /// <summary>The port on which a node with <see cref="ErrorPolicy.Port"/> tells what happened.</summary>
    public const string ErrorPort = "error";

    private static readonly PortSpec Error = new()
    {
        Id = ErrorPort,
        Direction = PortDirection.Output,
        Type = PortType.Json,
        Label = LocalText.Of("error", "오류"),
        Help = LocalText.Of("What went wrong: code and message.", "무엇이 잘못되었는지 알려 주는 코드와 메시지입니다."),
    };

    internal NodeType(NodeBinding binding) => Binding = binding;

    /// <summary>The permanent id, <c>category.name</c>.</summary>
    public required string Id { get; init; }

    /// <summary>The version of its settings.</summary>
    public required int Version { get; init; }

    /// <summary>The group of the palette.</summary>
    public required string Category { get; init; }

    /// <summary>The name of its icon.</summary>
    public required string Icon { get; init; }

    /// <summary>Its name for people.</summary>
    public required LocalText Title { get; init; }

    /// <summary>What it does, in one sentence.</summary>
    public required LocalText Help { get; init; }

    /// <summary>When to use it and what goes with it, in a few sentences; empty where the declaration says nothing.</summary>
    public LocalText Guide { get; init; } = LocalText.Verbatim("");

    /// <summary>Settings that show what it is for; empty where the declaration names none.</summary>
    public JsonMembers Example { get; init; } = JsonMembers.Empty;

    /// <summary>Words that find it beside its title.</summary>
    public required string Keywords { get; init; }

    /// <summary>Whether its outputs may be cached, unless its settings say otherwise.</summary>
    public required bool IsDeterministic { get; init; }

    /// <summary>Whether running it changes something outside.</summary>
    public required bool HasSideEffects { get; init; }

    /// <summary>Whether it calls something over the network.</summary>
    public required bool UsesNetwork { get; init; }

    /// <summary>Whether it may take as long as the run may.</summary>
    public bool IsLasting { get; init; }

    /// <summary>Whether what it gives means something in its own run only.</summary>
    public bool IsRunBound { get; init; }

    /// <summary>Whether a recording keeps what it gave as a whole, so that a replay does not run it.</summary>
    public bool IsRecordedWhole { get; init; }

    /// <summary>Its settings, in the order of their declaration.</summary>
    public required ImmutableArray<SettingField> Fields { get; init; }

    /// <summary>The ports that every node of the type has; ports from settings come with <see cref="PortsOf(FlowNode)"/>.</summary>
    public required ImmutableArray<PortSpec> Ports { get; init; }

    /// <summary>Whether it brings a value into the flow.</summary>
    public bool IsFlowInput => Binding.Parameter is not null;

    /// <summary>Whether it gives one of the flow's results.</summary>
    public bool IsFlowOutput => Binding.Result is not null;

    /// <summary>Whether its settings make further ports.</summary>
    public bool MakesPorts => Binding.DynamicPorts is not null;

    internal NodeBinding Binding { get; }

    /// <summary>The catalogue that it is in.</summary>
    internal NodeCatalogue Catalogue { get; set; } = null!;

    /// <summary>The setting of that name, or null.</summary>
    public SettingField? FindField(string name)
    {
        foreach (var field in Fields)
        {
            if (field.Name == name) return field;
        }

        return null;
    }

    /// <summary>Every port of a node of this type with its settings and policy, inputs first.</summary>
    public ImmutableArray<PortSpec> PortsOf(FlowNode node) => PortsOf(BindSettings(node.Settings).Settings, node.Policy);

    /// <summary>The parameter that a node of this type makes of its flow, or null where it is no flow input.</summary>
    public FlowParameter? ParameterOf(FlowNode node) => Binding.Parameter?.Invoke(BindSettings(node.Settings).Settings);

    /// <summary>The result that a node of this type makes of its flow, or null where it is no flow output.</summary>
    public FlowResult? ResultOf(FlowNode node) => Binding.Result?.Invoke(BindSettings(node.Settings).Settings);

    /// <summary>Settings in the form a file has them: in the order of their declaration, those that equal their default left out, unknown ones last.</summary>
    public JsonMembers Canonical(JsonMembers settings)
    {
        if (settings.Count == 0) return settings;
        var known = Fields
            .Where(field => settings.TryGet(field.Name, out var value) && !field.IsDefault(value))
            .Select(field => KeyValuePair.Create(field.Name, settings[field.Name]));
        return JsonMembers.From(known.Concat(settings.Where(member => FindField(member.Key) is null)));
    }

    /// <summary>What is wrong with settings, visible or not; empty where a node with them can run.</summary>
    public ImmutableArray<SettingProblem> Check(JsonMembers settings) => BindSettings(settings).Problems;

    /// <summary>Settings of an older version brought to this one, step by step.</summary>
    /// <param name="fromVersion">The version they are of; not above <see cref="Version"/>.</param>
    /// <param name="settings">The settings.</param>
    public JsonMembers Upgrade(int fromVersion, JsonMembers settings)
    {
        for (var version = fromVersion; version < Version && Binding.UpgradeStep is not null; version++)
            settings = Binding.UpgradeStep(version, settings);
        return settings;
    }

    internal BoundSettings BindSettings(JsonMembers settings)
    {
        var bound = Binding.NewSettings();
        var problems = ImmutableArray.CreateBuilder<SettingProblem>();
        foreach (var field in Fields)
        {
            object? value = null;
            var given = settings.TryGet(field.Name, out var json);
            if (given)
            {
                if (SettingCheck.Check(field, json, out value) is { } problem)
                {
                    problems.Add(problem);
                    continue;
                }

                field.Set(bound, value);
            }

            if (!field.IsRequired || !SettingCheck.IsEmpty(given ? value : field.Default?.Deserialize(field.ValueType, CoreJson.Options))) continue;
            if (field.IsVisible(settings, this)) problems.Add(SettingCheck.Missing(field));
        }

        // A check of the whole sees settings that are right one by one.
        if (problems.Count == 0 && Binding.Problems is { } check) problems.AddRange(check(bound));
        return new BoundSettings(bound, problems.ToImmutable());
    }

    internal ImmutableArray<PortSpec> PortsOf(object settings, NodePolicy policy)
    {
        if (Binding.DynamicPorts is null && policy.OnError != ErrorPolicy.Port) return Ports;
        var ports = ImmutableArray.CreateBuilder<PortSpec>();
        var made = Binding.DynamicPorts?.Invoke(settings, Catalogue).ToList() ?? [];
        ports.AddRange(made.Where(port => port.Direction == PortDirection.Input));
        ports.AddRange(Ports.Where(port => made.TrueForAll(other => other.Id != port.Id || other.Direction != port.Direction)));
        ports.AddRange(made.Where(port => port.Direction == PortDirection.Output));
        if (policy.OnError == ErrorPolicy.Port) ports.Add(Error);
        return ports.ToImmutable();
    }
}
