using FlowBuilder.Web.Hosting;

return await StartFailures.ExplainAsync(async () =>
{
    var builder = WebApplication.CreateBuilder(args);
    builder.AddFlowBuilder(args);

    var app = builder.Build();
    app.UseFlowBuilder();
    await app.RunAsync();
});

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
