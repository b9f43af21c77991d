using System.Globalization;
using FlowBuilder.Web.Hosting;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class TemplateLibraryTests
{
    private TestProgram _program = null!;
    private TemplateLibrary _templates = null!;

    [OneTimeSetUp]
    public void Start()
    {
        _program = new TestProgram();
        _ = _program.Address;
        _templates = _program.Services.GetRequiredService<TemplateLibrary>();
    }

    [OneTimeTearDown]
    public async Task StopAsync() => await _program.DisposeAsync();

    [Test]
    public void Every_sample_is_a_template_in_English_and_in_Korean()
    {
        var languages = _templates.All.GroupBy(template => template.Id).ToDictionary(group => group.Key, group => group.Select(template => template.Language).Order());

        using (Assert.EnterMultipleScope())
        {
            Assert.That(languages, Has.Count.GreaterThanOrEqualTo(6));
            Assert.That(languages.Values, Has.All.EqualTo(new[] { "en", "ko" }));
        }
    }

    [TestCase("ko-KR", "ko")]
    [TestCase("en-GB", "en")]
    [TestCase("fr-FR", "en")]
    public void A_list_shows_each_once_in_the_readers_language(string culture, string language)
    {
        var templates = _templates.For(CultureInfo.GetCultureInfo(culture));

        using (Assert.EnterMultipleScope())
        {
            Assert.That(templates.Select(template => template.Id), Is.Unique);
            Assert.That(templates.Select(template => template.Language), Has.All.EqualTo(language));
            Assert.That(_templates.Find(templates[0].Id, CultureInfo.GetCultureInfo(culture)), Is.SameAs(templates[0]));
        }
    }

    [Test]
    public void There_is_no_template_of_a_name_that_is_none() =>
        Assert.That(_templates.Find("../../etc/passwd", CultureInfo.InvariantCulture), Is.Null);
}
