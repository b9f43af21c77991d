using FlowBuilder.Web.Components;
using Radzen;

var builder = WebApplication.CreateBuilder(args);

// So that the output of a plain build serves its assets outside Development too; a no-op once published.
builder.WebHost.UseStaticWebAssets();
builder.Services.AddRazorComponents().AddInteractiveServerComponents();
builder.Services.AddRadzenComponents();
builder.Services.AddOpenApi();

var app = builder.Build();
app.UseAntiforgery();
app.MapStaticAssets();
app.MapOpenApi();
app.MapRazorComponents<App>().AddInteractiveServerRenderMode();
await app.RunAsync();

/// <summary>The program; public so that tests can host it.</summary>
public partial class Program;
