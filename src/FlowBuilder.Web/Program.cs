using FlowBuilder.Web.Hosting;

return await StartFailures.ExplainAsync(async () =>
{
    // Settings are read once. Waiting for changes of their files would watch the whole folder that the program is started in, data included.
    var builder = WebApplication.CreateBuilder([.. args, "--hostBuilder:reloadConfigOnChange=false"]);
    builder.AddFlowBuilder(args);

    var app = builder.Build();
    app.UseFlowBuilder();
    await app.RunAsync();
});

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
