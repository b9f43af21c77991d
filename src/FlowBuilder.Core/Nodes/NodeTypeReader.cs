using System.Collections.Immutable;
using System.ComponentModel.DataAnnotations;
using System.Linq.Expressions;
using System.Reflection;
using System.Text.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Ports;
using FlowBuilder.Core.Text;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Core.Nodes;

/// <summary>Reads a node type from its class. The only place that reflects on nodes.</summary>
internal sealed class NodeTypeReader
{
    private readonly Type _class;
    private readonly NodeAttribute _node;
    private readonly Type _settings;
    private readonly Type _inputs;
    private readonly NullabilityInfoContext _nullability = new();

    private NodeTypeReader(Type nodeClass)
    {
        _class = nodeClass;
        _node = nodeClass.GetCustomAttribute<NodeAttribute>()
            ?? throw new InvalidOperationException($"{nodeClass} has no [Node] attribute.");
        var declared = nodeClass;
        while (declared is not null && !(declared.IsGenericType && declared.GetGenericTypeDefinition() == typeof(Node<,>)))
            declared = declared.BaseType;
        var arguments = declared?.GetGenericArguments()
            ?? throw new InvalidOperationException($"{nodeClass} does not derive from Node<TSettings, TInputs>.");
        (_settings, _inputs) = (arguments[0], arguments[1]);
    }

    /// <exception cref="InvalidOperationException">The declaration is faulty; the message says how.</exception>
    public static NodeType Read(Type nodeClass) => new NodeTypeReader(nodeClass).Read();

    private NodeType Read()
    {
        var fields = ReadFields();
        var (binder, inputs) = ReadInputs();
        var settingPorts = fields.Where(field => field.IsPromotable && inputs.All(port => port.Id != field.Name)).Select(PortOf);
        var (title, help) = TextsOf(_class, _node.Type);
        var factory = ActivatorUtilities.CreateFactory(_class, Type.EmptyTypes);
        var binding = new NodeBinding
        {
            Create = services => (Node)factory(services, null),
            NewSettings = Constructor(_settings),
            Inputs = binder,
            DynamicPorts = (Func<object, NodeCatalogue, IEnumerable<PortSpec>>?)(Static(typeof(IDynamicPorts<>).MakeGenericType(_settings), nameof(DynamicOf))
                ?? Static(typeof(IFlowPorts<>).MakeGenericType(_settings), nameof(FlowPortsOf))),
            Problems = (Func<object, IEnumerable<SettingProblem>>?)Static(typeof(ICheckedSettings<>).MakeGenericType(_settings), nameof(ProblemsOf)),
            Parameter = (Func<object, FlowParameter>?)Static(typeof(IFlowInput<>).MakeGenericType(_settings), nameof(ParameterOf)),
            Result = (Func<object, FlowResult>?)Static(typeof(IFlowOutput<>).MakeGenericType(_settings), nameof(ResultOf)),
            UpgradeStep = (Func<int, JsonMembers, JsonMembers>?)Static(typeof(IUpgradable), nameof(UpgradeOf)),
        };
        return new NodeType(binding)
        {
            Id = _node.Type,
            Version = _node.Version,
            Category = _node.Category,
            Icon = _node.Icon,
            Title = title,
            Help = help,
            Guide = ReadGuide(),
            Example = ReadExample(),
            Keywords = _node.Keywords,
            IsDeterministic = _node.Deterministic,
            HasSideEffects = _node.SideEffects,
            UsesNetwork = _node.Network,
            IsLasting = _node.Lasting,
            IsRunBound = _node.RunBound,
            IsRecordedWhole = IsRecordedWhole(),
            Fields = fields,
            Ports = [.. inputs, .. settingPorts, .. ReadOutputs()],
        };
    }

    private bool IsRecordedWhole() => _node.Recorded switch
    {
        RecordedAs.Whole => true,
        RecordedAs.Calls => false,
        _ => (_node.Network || _node.SideEffects) && !_class.GetConstructors().Any(constructor => constructor.GetParameters().Any(
            parameter => parameter.ParameterType == typeof(IChatModels) || parameter.ParameterType == typeof(IEmbeddingModels))),
    };

    private LocalText ReadGuide()
    {
        var guides = _class.GetCustomAttributes<GuideAttribute>().Select(guide => KeyValuePair.Create(guide.Language, guide.Guide)).ToList();
        if (guides.Count > 0 && guides.TrueForAll(guide => guide.Key != LocalText.DefaultLanguage))
            throw new InvalidOperationException($"{_class} ({_node.Type}) has no English [Guide].");
        return guides.Count == 0 ? LocalText.Verbatim("") : new LocalText(guides);
    }

    private JsonMembers ReadExample()
    {
        if (_class.GetCustomAttribute<ExampleAttribute>() is not { } example) return JsonMembers.Empty;
        try
        {
            return JsonMembers.From(JsonElement.Parse(example.Settings));
        }
        catch (Exception failure) when (failure is JsonException or InvalidOperationException)
        {
            throw new InvalidOperationException($"The [Example] of {_class} ({_node.Type}) is no JSON object.", failure);
        }
    }

    private ImmutableArray<SettingField> ReadFields() => ReadFields(_settings);

    private ImmutableArray<SettingField> ReadFields(Type record)
    {
        var defaults = Constructor(record)();
        return [.. Properties(record).Select(property => ReadField(property, defaults))];
    }

    private ImmutableArray<SettingField> ReadColumns(Type list) =>
        list.IsGenericType && list.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? ReadFields(list.GetGenericArguments()[0])
            : throw new InvalidOperationException($"{_class}: rows are an IReadOnlyList of a record, not {list}.");

    private SettingField ReadField(PropertyInfo property, object defaults)
    {
        var field = property.GetCustomAttribute<FieldAttribute>() ?? new FieldAttribute();
        var range = property.GetCustomAttribute<RangeAttribute>();
        var (label, help) = TextsOf(property, property.Name);
        var value = property.GetValue(defaults);
        var bare = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return new SettingField(property.PropertyType, Setter(property))
        {
            Name = CamelCase(property.Name),
            Label = label,
            Help = help,
            Kind = field.Kind != FieldKind.Auto ? field.Kind : KindOf(bare),
            Default = value is null || value is JsonElement { ValueKind: JsonValueKind.Undefined }
                ? null
                : JsonSerializer.SerializeToElement(value, property.PropertyType, CoreJson.Options),
            AllowsNull = IsNullable(property),
            IsRequired = field.Required,
            IsAdvanced = field.Advanced,
            IsPromotable = field.Promotable,
            IsOnCard = field.OnCard,
            IsCosmetic = field.Cosmetic,
            IsHidden = field.Hidden,
            Bounds = field.Bounds,
            Minimum = range is null ? null : Convert.ToDouble(range.Minimum, System.Globalization.CultureInfo.InvariantCulture),
            Maximum = range is null ? null : Convert.ToDouble(range.Maximum, System.Globalization.CultureInfo.InvariantCulture),
            MaxLength = property.GetCustomAttribute<MaxLengthAttribute>()?.Length,
            Choices = bare.IsEnum ? [.. bare.GetFields(BindingFlags.Public | BindingFlags.Static).Select(ReadChoice)] : [],
            Columns = field.Kind == FieldKind.Rows ? ReadColumns(property.PropertyType) : [],
            VisibleWhen = field.VisibleWhen.Length == 0 ? null : CamelCase(field.VisibleWhen),
            VisibleValues = [.. field.VisibleValues.Split('|', StringSplitOptions.RemoveEmptyEntries)],
            Placeholder = field.Placeholder,
            PortType = bare == typeof(double) || bare == typeof(int) || bare == typeof(long) ? PortType.Number
                : bare == typeof(bool) ? PortType.Boolean
                : bare == typeof(JsonElement) ? PortType.Json
                : PortType.Text,
        };
    }

    private static SettingChoice ReadChoice(FieldInfo member) =>
        new(CamelCase(member.Name), TextsOf(member, member.Name).Label);

    private static FieldKind KindOf(Type type) =>
        type == typeof(string) ? FieldKind.Text
        : type == typeof(double) ? FieldKind.Number
        : type == typeof(int) || type == typeof(long) ? FieldKind.Integer
        : type == typeof(bool) ? FieldKind.Boolean
        : type.IsEnum ? FieldKind.Choice
        : type == typeof(IReadOnlyList<string>) ? FieldKind.TextList
        : type == typeof(IReadOnlyList<NameValue>) ? FieldKind.Pairs
        : type == typeof(FileSetting) ? FieldKind.File
        : FieldKind.Json;

    private (InputsBinder Binder, ImmutableArray<PortSpec> Ports) ReadInputs()
    {
        var setters = ImmutableArray.CreateBuilder<KeyValuePair<string, Action<object, object?>>>();
        var ports = ImmutableArray.CreateBuilder<PortSpec>();
        Action<object, object?>? dynamic = null;
        foreach (var property in Properties(_inputs))
        {
            var declared = property.GetCustomAttribute<PortAttribute>() ?? new PortAttribute();
            if (declared.Dynamic)
            {
                dynamic = Setter(property);
                continue;
            }

            var shape = ShapeOf(property);
            var (label, help) = TextsOf(property, property.Name);
            setters.Add(new(CamelCase(property.Name), shape.IsList ? ListSetter(property) : Setter(property)));
            ports.Add(new PortSpec
            {
                Id = CamelCase(property.Name),
                Direction = PortDirection.Input,
                Type = shape.Type,
                IsList = shape.IsList,
                IsRequired = !IsNullable(property),
                AcceptsLive = shape.AcceptsLive || declared.AcceptsLive,
                Label = label,
                Help = help,
            });
        }

        return (new InputsBinder(Constructor(_inputs), setters.ToImmutable(), dynamic), ports.ToImmutable());
    }

    private static PortShape ShapeOf(PropertyInfo property)
    {
        try
        {
            return PortTypes.Of(property.PropertyType);
        }
        catch (ArgumentException failure)
        {
            throw new InvalidOperationException($"{property.DeclaringType}.{property.Name} cannot be an input port. {failure.Message}", failure);
        }
    }

    private IEnumerable<PortSpec> ReadOutputs() =>
        from field in _class.GetFields(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly)
        where typeof(OutputPort).IsAssignableFrom(field.FieldType)
        let port = (OutputPort)field.GetValue(null)!
        let texts = TextsOf(field, port.Id)
        select new PortSpec
        {
            Id = port.Id,
            Direction = PortDirection.Output,
            Type = port.Type,
            IsHidden = field.GetCustomAttribute<PortAttribute>()?.Hidden ?? false,
            Label = texts.Label,
            Help = texts.Help,
        };

    private static PortSpec PortOf(SettingField field) => new()
    {
        Id = field.Name,
        Direction = PortDirection.Input,
        Type = field.PortType,
        IsSetting = true,
        Label = field.Label,
        Help = field.Help,
    };

    private bool IsNullable(PropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || _nullability.Create(property).WriteState == NullabilityState.Nullable;

    private static (LocalText Label, LocalText Help) TextsOf(MemberInfo member, string name)
    {
        var texts = member.GetCustomAttributes<TextAttribute>().ToList();
        if (texts.TrueForAll(text => text.Language != LocalText.DefaultLanguage))
            throw new InvalidOperationException($"{member.DeclaringType}.{member.Name} ({name}) has no English [Text].");
        return (
            new LocalText(texts.Select(text => KeyValuePair.Create(text.Language, text.Label))),
            new LocalText(texts.Select(text => KeyValuePair.Create(text.Language, text.Help))));
    }

    private static IEnumerable<PropertyInfo> Properties(Type type) =>
        type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Where(property => property.SetMethod is not null);

    private static string CamelCase(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static Func<object> Constructor(Type type) =>
        Expression.Lambda<Func<object>>(Expression.Convert(Expression.New(type), typeof(object))).Compile();

    // Delegates over the set methods: reflection here, once; none while a flow runs.
    private static Action<object, object?> Setter(PropertyInfo property) => (Action<object, object?>)
        Generic(nameof(SetterOf), property.DeclaringType!, property.PropertyType).Invoke(null, [property.SetMethod])!;

    private static Action<object, object?> ListSetter(PropertyInfo property) => (Action<object, object?>)
        Generic(nameof(ListSetterOf), property.DeclaringType!, property.PropertyType.GetGenericArguments()[0]).Invoke(null, [property.SetMethod])!;

    private static MethodInfo Generic(string method, params Type[] arguments) =>
        typeof(NodeTypeReader).GetMethod(method, BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(arguments);

    private static Action<object, object?> SetterOf<TOwner, TValue>(MethodInfo method)
        where TOwner : class
    {
        var set = method.CreateDelegate<Action<TOwner, TValue>>();
        return (owner, value) => set((TOwner)owner, (TValue)value!);
    }

    private static Action<object, object?> ListSetterOf<TOwner, TItem>(MethodInfo method)
        where TOwner : class
    {
        var set = method.CreateDelegate<Action<TOwner, IReadOnlyList<TItem>>>();
        return (owner, value) => set((TOwner)owner, [.. ((IEnumerable<object>)value!).SelectMany(ItemsOf).Cast<TItem>()]);
    }

    // One wire may carry several tools.
    private static IEnumerable<object> ItemsOf(object value) => value is Values.ToolSet set ? set.Tools : [value];

    private object? Static(Type contract, string method)
    {
        if (!contract.IsAssignableFrom(_class)) return null;
        var generic = contract.IsGenericType ? Generic(method, _class, _settings) : Generic(method, _class);
        return generic.Invoke(null, null);
    }

    private static Func<object, NodeCatalogue, IEnumerable<PortSpec>> DynamicOf<TNode, TSettings>()
        where TNode : IDynamicPorts<TSettings>
        where TSettings : class => (settings, _) => TNode.PortsOf((TSettings)settings);

    private static Func<object, NodeCatalogue, IEnumerable<PortSpec>> FlowPortsOf<TNode, TSettings>()
        where TNode : IFlowPorts<TSettings>
        where TSettings : class => (settings, catalogue) => TNode.PortsOf((TSettings)settings, catalogue);

    private static Func<object, IEnumerable<SettingProblem>> ProblemsOf<TNode, TSettings>()
        where TNode : ICheckedSettings<TSettings>
        where TSettings : class => settings => TNode.ProblemsOf((TSettings)settings);

    private static Func<object, FlowParameter> ParameterOf<TNode, TSettings>()
        where TNode : IFlowInput<TSettings>
        where TSettings : class => settings => TNode.ParameterOf((TSettings)settings);

    private static Func<object, FlowResult> ResultOf<TNode, TSettings>()
        where TNode : IFlowOutput<TSettings>
        where TSettings : class => settings => TNode.ResultOf((TSettings)settings);

    private static Func<int, JsonMembers, JsonMembers> UpgradeOf<TNode>()
        where TNode : IUpgradable => TNode.Upgrade;
}
