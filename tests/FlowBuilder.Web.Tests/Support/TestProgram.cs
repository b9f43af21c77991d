using System.Net.Http.Headers;
using System.Net.Http.Json;
using FlowBuilder.Core.Flows;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Flows;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Mvc.Testing;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace FlowBuilder.Web.Tests.Support;

/// <summary>The whole program on a free port, with a data folder of its own.</summary>
public sealed class TestProgram : WebApplicationFactory<Program>
{
    private static readonly TimeSpan LongestEnd = TimeSpan.FromSeconds(20);

    private readonly string _data = Directory.CreateTempSubdirectory("flowbuilder-web-").FullName;
    private readonly bool _keepsData;
    private readonly Dictionary<string, string> _settings;
    private readonly TimeProvider? _time;
    private readonly Action<IServiceCollection>? _services;

    public TestProgram(
        Dictionary<string, string>? settings = null, TimeProvider? time = null, string? data = null, int port = 0, Action<IServiceCollection>? services = null)
    {
        _settings = settings ?? [];
        (_time, _services) = (time, services);
        if (data is not null) (_data, _keepsData) = (data, true);
        UseKestrel(port);
    }

    public string DataFolder => _data;

    /// <summary>Where it listens.</summary>
    public Uri Address
    {
        get
        {
            StartServer();
            return ClientOptions.BaseAddress;
        }
    }

    /// <summary>A client without automatic anything, that waits as long as the test does.</summary>
    public HttpClient Client(string? language = null)
    {
        var client = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false })
        {
            BaseAddress = Address,
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (language is not null) client.DefaultRequestHeaders.AcceptLanguage.Add(new StringWithQualityHeaderValue(language));
        return client;
    }

    /// <summary>Stores a flow that is drawn as text, and returns its id.</summary>
    public async Task<string> StoreAsync(string flow, CancellationToken cancellationToken)
    {
        _ = Address;
        var stored = await Services.GetRequiredService<IFlowStore>().CreateAsync(FlowText.Parse(flow), cancellationToken);
        return stored.Id;
    }

    /// <summary>The canonical file of a flow that is drawn as text.</summary>
    public byte[] FileOf(string flow)
    {
        _ = Address;
        return Services.GetRequiredService<FlowFormat>().Write(FlowText.Parse(flow));
    }

    /// <summary>Connects a fake model server under the name <c>fake</c>.</summary>
    public async Task ConnectAsync(FakeOpenAiServer server, CancellationToken cancellationToken)
    {
        using var client = Client();
        using var answer = await client.PostAsJsonAsync(
            "api/v1/connections",
            new { name = "fake", kind = "openai", baseUrl = server.BaseUrl, apiKey = "fbcanary-key", models = new[] { "fake-model" } },
            cancellationToken);
        answer.EnsureSuccessStatusCode();
    }

    protected override void ConfigureWebHost(IWebHostBuilder builder)
    {
        builder.UseSetting("data", _data);
        builder.UseSetting("Limits:StopTime", "00:00:00");
        builder.UseSetting("Logging:LogLevel:Default", "Warning");
        foreach (var (key, value) in _settings) builder.UseSetting(key, value);
        if (_time is not null) builder.ConfigureServices(services => services.Replace(ServiceDescriptor.Singleton(_time)));
        if (_services is not null) builder.ConfigureServices(_services);
    }

    protected override void Dispose(bool disposing)
    {
        base.Dispose(disposing);
        if (disposing) SpinWait.SpinUntil(() => IsLetGo, LongestEnd);
        if (disposing && !_keepsData && Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    public override async ValueTask DisposeAsync()
    {
        await base.DisposeAsync();
        for (var i = 0; !IsLetGo && i < LongestEnd.TotalMilliseconds; i += 10) await Task.Delay(10);
        if (!_keepsData && Directory.Exists(_data)) Directory.Delete(_data, recursive: true);
    }

    // The program ends by itself once it is told to stop, and whoever disposes of it meanwhile is not made to wait for that.
    private bool IsLetGo
    {
        get
        {
            try
            {
                using var taken = new FileStream(Path.Combine(_data, "flowbuilder.lock"), FileMode.Open, FileAccess.ReadWrite, FileShare.None);
                return true;
            }
            catch (Exception failure) when (failure is FileNotFoundException or DirectoryNotFoundException)
            {
                return true;
            }
            catch (IOException)
            {
                return false;
            }
        }
    }
}
