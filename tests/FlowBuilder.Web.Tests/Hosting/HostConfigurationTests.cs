using FlowBuilder.Testing.Hazards;
using FlowBuilder.Web.Hosting;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;

namespace FlowBuilder.Web.Tests.Hosting;

[Parallelizable(ParallelScope.All)]
public sealed class HostConfigurationTests
{
    [Test]
    [Hazard("SEC-23")]
    public void Listens_on_this_machine_only_unless_told_otherwise() => Assert.That(UrlsOf([]), Is.EqualTo("http://localhost:5080"));

    [TestCase("--urls", "http://127.0.0.1:6000", "http://127.0.0.1:6000")]
    [TestCase("--http_ports", "8080", null)]
    [TestCase("--Kestrel:Endpoints:Http:Url", "http://localhost:7000", null)]
    public void Listens_where_it_is_told(string key, string value, string? urls) => Assert.That(UrlsOf([key, value]), Is.EqualTo(urls));

    private static string? UrlsOf(string[] args)
    {
        // Not from the arguments of the test runner, nor from an environment that names an address of its own.
        var builder = WebApplication.CreateSlimBuilder();
        builder.Configuration["urls"] = null;
        builder.AddHostConfiguration(args);
        return builder.Configuration[WebHostDefaults.ServerUrlsKey] is { Length: > 0 } urls ? urls : null;
    }
}
