namespace FlowBuilder.Web.Tests.Localization;

/// <summary>That the search for literal texts finds each kind of them, and nothing else.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LiteralsTests
{
    [TestCase("<p>Save it</p>")]
    [TestCase("<p>\n    Save it\n</p>")]
    [TestCase("<p>저장</p>")]
    [TestCase("<button title=\"Save it\">@L[\"A.B\"]</button>")]
    [TestCase("<button aria-label=\"Undo @_count\"></button>")]
    [TestCase("<button aria-label=\"@L[\"A.B\"] now\"></button>")]
    [TestCase("<input placeholder=\"Write here\" />")]
    [TestCase("<img alt=\"A cat\" />")]
    [TestCase("<FieldFrame Label=\"Name\" />")]
    [TestCase("<p>@count nodes</p>")]
    public void A_text_in_markup_is_found(string markup) => Assert.That(Literals.InMarkup(markup), Is.Not.Empty);

    [TestCase("<p>@L[\"A.B\"]</p>")]
    [TestCase("<button title=\"@L[\"Tools.Undo\"] (Ctrl+Z)\" class=\"btn wide\"></button>")]
    [TestCase("<button aria-label=\"@L[isInput ? \"Port.In\" : \"Port.Out\", Port.Label]\"></button>")]
    [TestCase("@if (ready)\n{\n    <p>@text</p>\n}\nelse\n{\n    <kbd>Shift</kbd>\n}")]
    [TestCase("<p>@text</p>\n@code {\n    private string Text => \"words\";\n}")]
    public void What_is_no_text_in_markup_is_left_alone(string markup) => Assert.That(Literals.InMarkup(markup), Is.Empty);

    [TestCase("element.textContent = 'Saved';")]
    [TestCase("element.title = `Drop here`;")]
    [TestCase("button.setAttribute('aria-label', \"Close it\");")]
    [TestCase("Object.assign(element, { title: 'Close' });")]
    [TestCase("alert('Stop');")]
    [TestCase("const word = '저장';")]
    public void A_text_in_a_script_is_found(string script) => Assert.That(Literals.InScript(script), Is.Not.Empty);

    [TestCase("// 저장 as it is shown\nelement.textContent = label;")]
    [TestCase("/** Says `title = 'Save'`. */\nelement.title = element.dataset.title;")]
    [TestCase("element.textContent = `${zoom} %`;")]
    public void What_is_no_text_in_a_script_is_left_alone(string script) => Assert.That(Literals.InScript(script), Is.Empty);

    [TestCase("Toasts.Show(new Toast(\"Deleted.\"));")]
    [TestCase("Announcer.Say($\"{name} added\");")]
    [TestCase("builder.AddAttribute(3, \"aria-label\", \"Close\");")]
    public void A_text_in_code_is_found(string code) => Assert.That(Literals.InCode(code), Is.Not.Empty);

    [Test]
    public void A_text_that_was_looked_up_in_code_is_left_alone() =>
        Assert.That(Literals.InCode("Toasts.Show(new Toast(L[\"Run.Busy\", busy.Limit], IsProblem: true)); Announcer.Say(L[\"A.B\"]);"), Is.Empty);
}
