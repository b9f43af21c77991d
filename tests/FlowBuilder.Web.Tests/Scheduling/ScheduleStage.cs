using System.Net.Http.Json;
using System.Text.Json;
using FlowBuilder.Core.Execution;
using FlowBuilder.Core.Models;
using FlowBuilder.Core.Scheduling;
using FlowBuilder.Testing.Fakes.OpenAi;
using FlowBuilder.Testing.Time;
using FlowBuilder.Web.Scheduling;
using FlowBuilder.Web.Tests.Support;
using Microsoft.Extensions.DependencyInjection;

namespace FlowBuilder.Web.Tests.Scheduling;

/// <summary>A program whose clock and whose scheduler the test moves by hand.</summary>
internal sealed class ScheduleStage : IAsyncDisposable
{
    public ScheduleStage(Dictionary<string, string>? settings = null, string? data = null, DateTimeOffset? now = null)
    {
        Time = new FakeTimeProvider(now ?? new DateTimeOffset(2026, 1, 5, 8, 0, 0, TimeSpan.Zero));
        Program = new TestProgram(settings, Time, data, services: services =>
            services.Remove(services.Single(service => service.ImplementationType == typeof(ScheduleHost))));
        Client = Program.Client();
        Runner = NewRunner();
    }

    public FakeTimeProvider Time { get; }

    public TestProgram Program { get; }

    public HttpClient Client { get; }

    public ScheduleRunner Runner { get; private set; }

    public IScheduleStore Store => Program.Services.GetRequiredService<IScheduleStore>();

    public RunHost Runs => Program.Services.GetRequiredService<RunHost>();

    /// <summary>A scheduler of its own, as after a start of the program.</summary>
    public ScheduleRunner NewRunner() => ActivatorUtilities.CreateInstance<ScheduleRunner>(Program.Services);

    /// <summary>Forgets what the scheduler had in its memory.</summary>
    public void StartAnew() => Runner = NewRunner();

    /// <summary>Adds a schedule and returns its id.</summary>
    public async Task<string> AddAsync(string slug, object body, CancellationToken cancellationToken)
    {
        using var answer = await Client.PostAsJsonAsync($"api/v1/endpoints/{slug}/schedules", body, cancellationToken);
        Assert.That((int)answer.StatusCode, Is.EqualTo(201), await answer.Content.ReadAsStringAsync(cancellationToken));
        return (await answer.JsonAsync(cancellationToken)).GetProperty("id").GetString()!;
    }

    /// <summary>Adds a schedule of the echo flow that asks whether all is well.</summary>
    public Task<string> AddAsync(string cron, CancellationToken cancellationToken, string missed = "once") =>
        AddAsync("echo", new { cron, timeZone = "UTC", missed, inputs = new { question = "All well?" } }, cancellationToken);

    public async Task PublishEchoAsync(CancellationToken cancellationToken) => await Program.PublishAsync(Client, Drawings.Echo, "echo", cancellationToken);

    /// <summary>Connects a fake model server that may take its time, by the clock that the test moves.</summary>
    public async Task ConnectAsync(FakeOpenAiServer server, CancellationToken cancellationToken)
    {
        await Program.ConnectAsync(server, cancellationToken);
        var connections = Program.Services.GetRequiredService<IConnectionStore>();
        var connection = (await connections.FindAsync("fake", cancellationToken))!;
        var patience = TimeSpan.FromDays(1);
        await connections.SaveAsync(connection with { Limits = connection.Limits with { FirstTokenTimeout = patience, BetweenTokensTimeout = patience } }, cancellationToken);
    }

    /// <summary>Moves the clock and lets the scheduler look at it.</summary>
    public async Task<DateTimeOffset?> PassAsync(TimeSpan span, CancellationToken cancellationToken)
    {
        Time.Advance(span);
        return await Runner.TickAsync(cancellationToken);
    }

    public async Task<IReadOnlyList<JsonElement>> HistoryAsync(string slug, string id, CancellationToken cancellationToken) =>
        [.. (await Client.GetFromJsonAsync<JsonElement>($"api/v1/endpoints/{slug}/schedules/{id}/runs", cancellationToken)).EnumerateArray()];

    public Task<IReadOnlyList<JsonElement>> HistoryAsync(string id, CancellationToken cancellationToken) => HistoryAsync("echo", id, cancellationToken);

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await Program.DisposeAsync();
    }
}
