using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Extensions.Logging;

namespace FlowBuilder.Testing.Fakes.SignIn;

/// <summary>A provider that people sign in with: OAuth 2.0 with PKCE, as strict as one should be.</summary>
public sealed class FakeProvider : IAsyncDisposable
{
    public const string Secret = "fbcanary-provider-secret";

    private readonly WebApplication _server;
    private readonly Dictionary<string, (string Challenge, string Redirect)> _codes = [];

    private FakeProvider(WebApplication server) => _server = server;

    /// <summary>Who signs in there.</summary>
    public JsonObject User { get; set; } = new() { ["sub"] = "1", ["email"] = "kim@example.com", ["email_verified"] = true };

    public string Address => _server.Urls.First();

    /// <summary>The settings of a program whose people sign in there.</summary>
    public Dictionary<string, string> Settings => new()
    {
        ["Security:Provider:Name"] = "Example",
        ["Security:Provider:ClientId"] = "flowbuilder",
        ["Security:Provider:ClientSecret"] = Secret,
        ["Security:Provider:AuthorizationEndpoint"] = $"{Address}/authorize",
        ["Security:Provider:TokenEndpoint"] = $"{Address}/token",
        ["Security:Provider:UserInfoEndpoint"] = $"{Address}/user",
    };

    public static async Task<FakeProvider> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        var server = builder.Build();
        var provider = new FakeProvider(server);
        server.MapGet("/authorize", provider.Authorize);
        server.MapPost("/token", provider.ChangeAsync);
        server.MapGet("/user", provider.Tell);
        await server.StartAsync();
        return provider;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private IResult Authorize(HttpRequest request)
    {
        var query = request.Query;
        if (query["response_type"] != "code" || query["client_id"] != "flowbuilder" || query["code_challenge_method"] != "S256") return Results.BadRequest();
        var code = Guid.NewGuid().ToString("N");
        _codes[code] = (query["code_challenge"]!, query["redirect_uri"]!);
        return Results.Redirect(QueryHelpers.AddQueryString(query["redirect_uri"]!, new Dictionary<string, string?> { ["code"] = code, ["state"] = query["state"] }));
    }

    private async Task<IResult> ChangeAsync(HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        if (!_codes.Remove(form["code"].ToString(), out var asked)) return Results.BadRequest();
        var challenge = WebEncoders.Base64UrlEncode(SHA256.HashData(Encoding.ASCII.GetBytes(form["code_verifier"].ToString())));
        return challenge == asked.Challenge && form["redirect_uri"] == asked.Redirect && form["client_secret"] == Secret
            ? Results.Json(new { access_token = "fbcanary-token", token_type = "Bearer", expires_in = 60 })
            : Results.BadRequest();
    }

    private IResult Tell(HttpRequest request) =>
        request.Headers.Authorization == "Bearer fbcanary-token" ? Results.Text(User.ToJsonString(), "application/json") : Results.Unauthorized();
}
