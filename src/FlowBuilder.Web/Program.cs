using FlowBuilder.Web.Hosting;

return await StartFailures.ExplainAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(new WebApplicationOptions
    {
        // Settings are read once. Waiting for changes of their files would watch the whole folder that the program is started in, data included.
        Args = [.. args, "--hostBuilder:reloadConfigOnChange=false"],
        // A published program has its pages and settings beside it, wherever it is started.
        ContentRootPath = Directory.Exists(Path.Combine(AppContext.BaseDirectory, "wwwroot")) ? AppContext.BaseDirectory : null,
    });
    builder.AddFlowBuilder(args);

    var app = builder.Build();
    app.UseFlowBuilder();
    await app.RunAsync();
});

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
