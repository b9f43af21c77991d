using FlowBuilder.Knowledge.Pages;

namespace FlowBuilder.Knowledge.Tests.Pages;

/// <summary>After the examples and rules of RFC 9309.</summary>
[Parallelizable(ParallelScope.All)]
public sealed class RobotsRulesTests
{
    [TestCase("", "/any", true)]
    [TestCase("User-agent: *\nDisallow: /private/", "/private/a", false)]
    [TestCase("User-agent: *\nDisallow: /private/", "/public", true)]
    [TestCase("User-agent: *\nDisallow: /", "/robots.txt", true)]
    [TestCase("User-agent: *\nDisallow:", "/any", true)]
    [TestCase("User-agent: *\nDisallow: /a\nAllow: /a/b", "/a/b/c", true)]
    [TestCase("User-agent: *\nAllow: /a\nDisallow: /a", "/a", true)]
    [TestCase("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf", false)]
    [TestCase("User-agent: *\nDisallow: /*.pdf$", "/x/y.pdf?z", true)]
    [TestCase("User-agent: *\nDisallow: /*/edit", "/page/1/edit", false)]
    [TestCase("User-agent: *\nDisallow: /exact$", "/exactly", true)]
    [TestCase("User-agent: other\nDisallow: /", "/any", true)]
    [TestCase("User-agent: *\nDisallow: /\n\nUser-agent: FlowBuilder\nDisallow: /private", "/any", true)]
    [TestCase("User-agent: FlowBuilder/1.0\nDisallow: /private\n\nUser-agent: *\nAllow: /", "/private", false)]
    [TestCase("User-agent: a\nUser-agent: flowbuilder\nDisallow: /x", "/x", false)]
    [TestCase("User-agent: flowbuilder\nDisallow: /x\nUser-agent: b\nDisallow: /y", "/y", true)]
    [TestCase("\uFEFFUSER-AGENT : * # all\r\nDISALLOW : /x # not this\r\nSitemap: https://example.com/s.xml", "/x", false)]
    [TestCase("Disallow: /before-any-name", "/before-any-name", true)]
    [TestCase("not a rule at all\n<html>", "/any", true)]
    public void The_longest_rule_of_the_nearest_name_decides(string robots, string path, bool isAllowed) =>
        Assert.That(RobotsRules.Read(robots).Allows(new Uri("https://example.com" + path)), Is.EqualTo(isAllowed));

    [Test, CancelAfter(5_000)]
    public void Many_stars_take_no_long_time(CancellationToken cancellationToken)
    {
        var rules = RobotsRules.Read("User-agent: *\nDisallow: /" + string.Concat(Enumerable.Repeat("*a", 500)) + "b$");

        Assert.That(rules.Allows(new Uri("https://example.com/" + new string('a', 20_000))), Is.True);
    }
}
