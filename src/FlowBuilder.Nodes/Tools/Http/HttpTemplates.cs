using System.Collections.Immutable;
using System.Text;
using FlowBuilder.Core.Nodes;
using FlowBuilder.Nodes.Templates;

namespace FlowBuilder.Nodes.Tools.Http;

/// <summary>The templates of a request: each value is escaped for the place where it stands.</summary>
internal sealed class HttpTemplates
{
    /// <summary>The input whose value is the whole body; as a variable it means the same value.</summary>
    public const string BodyPort = "body";

    private readonly HttpSettings _settings;
    private readonly Template _url;
    private readonly Template _body;
    private readonly ImmutableArray<KeyValuePair<string, Template>> _headers;

    private HttpTemplates(HttpSettings settings)
    {
        _settings = settings;
        _url = Template.Parse(settings.Url);
        _body = HasBody(settings.Method) ? Template.Parse(settings.Body) : Template.Parse("");
        _headers = [.. settings.Headers.Where(header => header.Name.Length > 0).Select(header => KeyValuePair.Create(header.Name.Trim(), Template.Parse(header.Value)))];
    }

    /// <summary>Reads the templates of a request. Never throws.</summary>
    public static HttpTemplates Of(HttpSettings settings) => new(settings);

    /// <summary>Whether a request of that method has a body.</summary>
    public static bool HasBody(HttpMethodChoice method) => method is not (HttpMethodChoice.Get or HttpMethodChoice.Head);

    /// <summary>The variables of all templates, without the one that is the body's own port.</summary>
    public IEnumerable<TemplateVariable> Variables => _url.Variables
        .Concat(_headers.SelectMany(header => header.Value.Variables))
        .Concat(_body.Variables)
        .Where(variable => variable.Name != BodyPort);

    /// <summary>What is wrong with the templates.</summary>
    public IEnumerable<SettingProblem> Problems => TemplatePorts.ProblemsOf("url", _url)
        .Concat(_headers.SelectMany(header => TemplatePorts.ProblemsOf("headers", header.Value)))
        .Concat(TemplatePorts.ProblemsOf("body", _body));

    /// <summary>The address. A variable at its very beginning is a whole address; any other is escaped.</summary>
    public string Url(IReadOnlyDictionary<string, object> variables)
    {
        if (_url.Parts is not [TemplatePart.Value, ..]) return Rendered(_url, variables, Uri.EscapeDataString);
        var isFirst = true;
        return Rendered(_url, variables, value =>
        {
            if (!isFirst) return Uri.EscapeDataString(value);
            isFirst = false;
            return value;
        });
    }

    /// <summary>The headers.</summary>
    public ImmutableArray<KeyValuePair<string, string>> Headers(IReadOnlyDictionary<string, object> variables) =>
        [.. _headers.Select(header => KeyValuePair.Create(header.Key, Rendered(header.Value, variables, value => value)))];

    /// <summary>The body. In JSON a value between quotes is escaped, and one outside them is written as JSON.</summary>
    public string Body(IReadOnlyDictionary<string, object> variables)
    {
        if (!_settings.ContentType.Contains("json", StringComparison.OrdinalIgnoreCase)) return Rendered(_body, variables, value => value);
        return JsonTemplate.Render(_body, variables);
    }

    private static string Rendered(Template template, IReadOnlyDictionary<string, object> variables, Func<string, string> escape)
    {
        var text = new StringBuilder();
        foreach (var piece in new TemplateRenderer(new TemplateData(numbersDocuments: false)) { KeepsValues = true }.Render(template.Parts, new TemplateScope(variables)))
            text.Append(piece is TemplateValue value ? escape(value.Text) : (string)piece);
        return text.ToString();
    }
}
