using FlowBuilder.Web.Components.Fields;
using FlowBuilder.Web.Editing.Canvas;
using FlowBuilder.Web.Localization;
using FlowBuilder.Web.Tests.Editing.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Localization;

namespace FlowBuilder.Web.Tests.Fields;

[Parallelizable(ParallelScope.All)]
public sealed class TemplateWordsTests
{
    [Test]
    public void Variables_come_first_and_name_what_feeds_them()
    {
        var desk = new Desk();
        var question = desk.Add("input.text");
        var prompt = desk.Add("prompt.template");
        desk.Set(prompt, "template", "{{text}} in {{language}}");
        desk.Editor.Connect(Desk.Port($"{question}.text"), Desk.Port($"{prompt}.text"));

        var words = WordsOf(desk, "prompt.template");

        using (Assert.EnterMultipleScope())
        {
            Assert.That(words.Take(2).Select(word => word.Name), Is.EqualTo(new[] { "text", "language" }));
            Assert.That(words[0].Hint, Does.Contain("Text input"));
            Assert.That(words.Where(word => word.Kind == "block").Select(word => word.Name), Is.EqualTo(new[] { "#if", "#unless", "#each", "#with" }));
        }
    }

    [Test]
    public void Ports_that_no_template_made_are_no_variables()
    {
        var desk = new Desk();
        desk.Add("tool.http");

        Assert.That(WordsOf(desk, "tool.http").Where(word => word.Kind.Length == 0), Is.Empty);
    }

    private static IReadOnlyList<TemplateWord> WordsOf(Desk desk, string type)
    {
        using var services = new ServiceCollection().AddLogging().AddLocalization().BuildServiceProvider();
        var canvas = new CanvasModel(Desk.Catalogue);
        canvas.Show(desk.Session.Flow);
        var node = canvas.Nodes.Single(node => node.Node.Type == type);
        return TemplateWords.Of(node, desk.Session.Flow, id => canvas.Find(id)!.Title, services.GetRequiredService<IStringLocalizer<Texts>>());
    }
}
