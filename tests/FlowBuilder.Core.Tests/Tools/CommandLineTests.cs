using FlowBuilder.Core.Tools;
using FlowBuilder.Testing.Hazards;

namespace FlowBuilder.Core.Tests.Tools;

[Parallelizable(ParallelScope.All)]
public sealed class CommandLineTests
{
    [TestCase("npx -y  @scope/name", "npx|-y|@scope/name")]
    [TestCase("\"C:\\\\Program Files\\\\x\" 'a b' c\"d e\"f", "C:\\Program Files\\x|a b|cd ef")]
    [TestCase("say \"a \\\"b\\\"\" ''", "say|a \"b\"|")]
    [TestCase("a && b; $(id) `id` > c", "a|&&|b;|$(id)|`id`|>|c")]
    [TestCase("  ", "")]
    [Hazard("SEC-53")]
    public void A_line_is_divided_by_blanks_outside_of_quotes_and_nothing_in_it_is_replaced(string line, string words) =>
        Assert.That(string.Join('|', CommandLine.Split(line)), Is.EqualTo(words));

    [Test]
    public void Words_written_as_a_line_are_read_back()
    {
        string[] words = ["npx", "", "a b", "it's", "say \"x\"", "back\\slash", "tab\there", "\\\"\\"];

        Assert.That(CommandLine.Split(CommandLine.Join(words)), Is.EqualTo(words));
    }
}
