using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Components.Values;
using FlowBuilder.Web.Hosting.Logging;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>Texts of callers where an operator or a spreadsheet reads them.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class LogHazardTests
{
    [Test]
    [Hazard("SEC-59")]
    public void What_a_caller_sends_makes_no_entry_of_the_log_and_gives_a_terminal_no_orders()
    {
        using var written = new StringWriter();
        var entry = new LogEntry<string>(
            LogLevel.Error, "Program", default, "GET /x\ncrit: Program[0]\r\n\u001b[2Jall is well\u202e\u0085info: x", new InvalidOperationException("a\ninfo: forged"), (state, _) => state);

        new ConsoleLines().Write(entry, scopeProvider: null, written);

        var lines = written.ToString().TrimEnd().Split(Environment.NewLine);
        using (Assert.EnterMultipleScope())
        {
            Assert.That(lines[0], Is.EqualTo("fail: Program[0]"));
            Assert.That(lines.Skip(1), Has.All.StartsWith("      "));
            Assert.That(written.ToString(), Does.Contain("\\u001b[2J").And.Contain("\\u202e"));
            Assert.That(written.ToString().Where(character => char.IsControl(character) && character is not ('\r' or '\n')), Is.Empty);
        }
    }

    [TestCase("name,value\n=cmd|'/c calc'!A0,1", "name,value\n'=cmd|'/c calc'!A0,1")]
    [TestCase("a,b\n\"=HYPERLINK(\"\"x\"\")\",2", "a,b\n\"'=HYPERLINK(\"\"x\"\")\",2")]
    [TestCase("a\tb\n@SUM(1)\t+cmd", "a\tb\n'@SUM(1)\t'+cmd")]
    [TestCase("a;b\n-1,5;-2+3", "a;b\n'-1,5;'-2+3")]
    [TestCase("a,b\n-1.5,+82", "a,b\n-1.5,+82")]
    [TestCase("a,b\n1=2,x@y.z", "a,b\n1=2,x@y.z")]
    [Hazard("SEC-59")]
    public void Cells_that_would_be_formulas_are_texts_in_a_downloaded_table(string text, string downloaded)
    {
        var separator = TableRows.OfDelimited(text)?.Separator;

        Assert.That(separator, Is.Not.Null);
        Assert.That(FormulaCells.Disarm(text, separator!.Value), Is.EqualTo(downloaded));
    }
}
