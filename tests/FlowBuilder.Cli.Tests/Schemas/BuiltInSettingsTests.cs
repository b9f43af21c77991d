using System.Text;
using System.Text.Json;
using FlowBuilder.Core.Compilation;
using FlowBuilder.Core.Flows;
using FlowBuilder.Core.Flows.Schemas;
using FlowBuilder.Testing.Schemas;

namespace FlowBuilder.Cli.Tests.Schemas;

/// <summary>Puts odd values into each setting of each built-in node: a file may hold anything.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class BuiltInSettingsTests
{
    private static readonly string[] Values =
    [
        "null", "true", "0", "-1", "1.5", "1e308", "1e400", "9007199254740993", "\"\"", "\" \"", "\"12\"", "\"한글 😀\"", "\"{{\"", "\"{{a}}{{#if b}}\"",
        "\"[\"", "[]", "[null]", "[\"\"]", "[\"a\",\"a\"]", "[{}]", "[{\"name\":\"\",\"value\":\"\"}]", "[{\"name\":\"a\",\"value\":\"{{b\"}]", "{}",
        "{\"name\":null}", "{\"name\":\"a\",\"base64\":\"?\"}", "{\"type\":5}",
    ];

    private static readonly FlowFormat Format = new(BuiltIn.Catalogue);
    private static readonly JsonSchemaCheck Schema = new(FlowSchema.Of(BuiltIn.Catalogue));

    private static IEnumerable<TestCaseData> Settings() =>
        from type in BuiltIn.Catalogue.Types
        from field in type.Fields
        select new TestCaseData(type.Id, field.Name);

    [TestCaseSource(nameof(Settings))]
    public void Any_value_of_a_setting_is_read_judged_and_kept(string type, string setting)
    {
        foreach (var value in Values)
        {
            var file = $$"""{ "format": "flowbuilder/1", "nodes": [{ "id": "a", "type": "{{type}}", "settings": { "{{setting}}": {{value}} } }] }""";

            var result = Format.Read(Encoding.UTF8.GetBytes(file));

            Assert.That(result.Flow, Is.Not.Null, value);
            var written = Format.Write(result.Flow!);
            Assert.That(Format.Write(Format.Read(written).Flow!), Is.EqualTo(written), value);
            var contract = FlowContract.Of(result.Flow!, BuiltIn.Catalogue);
            Assert.That(contract.InputSchema.ValueKind, Is.EqualTo(JsonValueKind.Object), value);
            Assert.That(contract.OutputSchema.ValueKind, Is.EqualTo(JsonValueKind.Object), value);
            if (IsShown(type, setting, result.Flow!)) CheckAgainstSchema(result.Diagnostics, written, setting, value);
        }
    }

    // What a form does not show is not complained of, though the schema knows it.
    private static bool IsShown(string type, string setting, Flow flow)
    {
        var known = BuiltIn.Catalogue.Find(type)!;
        return known.FindField(setting)!.IsVisible(flow.Nodes[0].Settings, known);
    }

    private static void CheckAgainstSchema(IEnumerable<FlowDiagnostic> diagnostics, byte[] written, string setting, string value)
    {
        var isWrong = diagnostics.Any(problem => problem.Setting == setting && problem.Code != DiagnosticCodes.SettingMissing);
        var fits = Schema.Check(JsonElement.Parse(written)).Count == 0;
        // The reader may know more than a schema can say, never less.
        Assert.That(fits || isWrong, Is.True, $"{value} does not fit the schema, but nothing was said of it");
    }
}
