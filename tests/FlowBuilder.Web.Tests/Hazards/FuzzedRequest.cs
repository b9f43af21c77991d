namespace FlowBuilder.Web.Tests.Hazards;

/// <summary>A good request that fuzzing damages.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">Its path; <c>*</c> stands for a value that is damaged too.</param>
/// <param name="Body">Its body.</param>
/// <param name="Key">The API key that goes with it; null for none.</param>
internal sealed record FuzzedRequest(HttpMethod Method, string Path, string Body, string? Key = null)
{
    private static readonly string[] Values =
    [
        "x", "%00", "%20", "..%2f..%2fetc%2fpasswd", "%f0%9f%98%80", "%ed%a0%80", "%ff", "-1", "9223372036854775808", "1e400", "null", "%3Cscript%3E", "a%0d%0ab",
        "%ED%95%9C%EA%B8%80", "00000000000000000000000000000000", "'%20or%201=1--", "{}", "%25", "~", "con",
    ];

    /// <summary>The path of one mutant.</summary>
    public string PathFor(int seed) => Path.Replace("*", Values[seed / 7 % Values.Length], StringComparison.Ordinal);

    /// <summary>One request to each way in that takes JSON.</summary>
    /// <param name="flow">The id of a flow that is published as <c>echo</c>.</param>
    /// <param name="key">A key that may run it.</param>
    public static IReadOnlyList<FuzzedRequest> All(string flow, string key) =>
    [
        Post($"api/v1/flows/{flow}/runs", """{"inputs":{"question":"?"},"session":"s","user":"u","settings":{"question":{"name":"question"}},"budget":{"cost":1,"tokens":10,"seconds":5}}"""),
        Post($"api/v1/flows/{flow}/runs", """{"inputs":{"question":"?"},"from":"answer","recording":"record"}"""),
        Post($"api/v1/flows/{flow}/runs?events=all&wait=true", """{"inputs":{"question":"?"}}"""),
        Post($"api/v1/flows/{flow}/estimate", """{"inputs":{"question":"?"},"from":"answer"}"""),
        Post("api/v1/flows/*/runs", "{}"),
        Post("api/v1/flows/*/restore", "{}"),
        Post($"api/v1/flows/{flow}/publish", """{"slug":"echo","note":"a note"}"""),
        Post($"api/v1/flows/{flow}/versions/*/promote", """{"slug":"echo"}"""),
        Post($"api/v1/flows/{flow}/versions/*/restore", "{}"),
        Put($"api/v1/flows/{flow}/recording", """{"format":"flowbuilder-recording/1","answers":[{"node":"a","kind":"model","value":{"text":"x"}}]}"""),
        Put("api/v1/endpoints/*", """{"isEnabled":true,"publicRequestsPerMinute":5}"""),
        Put("api/v1/endpoints/echo", """{"slug":"echo","isEnabled":true,"isPublic":false,"isTool":true,"allowedOrigins":["https://a.example"],"openSettings":{"question":["name"]}}"""),
        Put("api/v1/endpoints/echo/traffic", """{"1":100}"""),
        Post("api/v1/endpoints/echo/rollback", "{}"),
        Post("api/v1/endpoints/echo/hooks", """{"name":"h","inputs":{"question":"$.text"},"requestsPerMinute":5,"isEnabled":true}"""),
        Put("api/v1/endpoints/echo/hooks/*", """{"name":"h","isEnabled":true}"""),
        Post("api/v1/endpoints/echo/targets", """{"url":"https://203.0.113.1/hook","events":["run.completed"],"isEnabled":false}"""),
        Put("api/v1/endpoints/echo/targets/*", """{"url":"https://203.0.113.1/hook","isEnabled":false}"""),
        Post("api/v1/endpoints/echo/schedules", """{"name":"s","cron":"0 9 * * 1","timeZone":"Asia/Seoul","missed":"skip","inputs":{"question":"?"},"isEnabled":false}"""),
        Post("api/v1/schedules/preview", """{"cron":"0 9 * * 1","timeZone":"Asia/Seoul"}"""),
        Post("api/v1/hooks/*", """{"text":"x"}"""),
        Post("api/v1/connections", """{"name":"fuzz","kind":"openai","baseUrl":"https://203.0.113.1/v1","apiKey":"k","models":["m"],"recording":"live"}"""),
        Put("api/v1/connections/fuzz", """{"name":"fuzz","kind":"smtp","baseUrl":"smtp://me@203.0.113.1:25?tls=none"}"""),
        Put("api/v1/connections/fuzz", """{"name":"fuzz","kind":"postgres","baseUrl":"postgres://me@203.0.113.1:5432/db?tls=require"}"""),
        Post("api/v1/tool-servers", """{"name":"fuzz","kind":"http","address":"https://203.0.113.1/mcp","secrets":{"Authorization":"x"}}"""),
        Put("api/v1/tool-servers/*", """{"name":"fuzz","kind":"http","address":"https://203.0.113.1/mcp"}"""),
        Post("api/v1/keys", """{"name":"k","scopes":["run"],"slugs":["echo"],"expiresAt":"2030-01-01T00:00:00Z","requestsPerMinute":5,"dailyBudget":{"cost":1}}"""),
        Post("api/v1/knowledge", """{"id":"fuzz","name":"Fuzz","description":"d","settings":{"splitting":{"size":500,"overlap":50}}}"""),
        Put("api/v1/knowledge/fuzz", """{"name":"Fuzz","settings":{"splitting":{"size":500}}}"""),
        Post("api/v1/knowledge/fuzz/documents", """{"documents":[{"id":"d","title":"t","text":"A short text.","metadata":{"a":1}}]}"""),
        Post("api/v1/knowledge/fuzz/search", """{"query":"text","top":5,"mode":"hybrid","otherQueries":["texts"],"leastScore":0,"diversity":0.5}"""),
        Post("api/v1/knowledge/preview", """{"text":"A short text. Another.","settings":{"splitting":{"size":100}}}"""),
        Put("api/v1/knowledge/fuzz/documents/*/chunks/*", """{"text":"x","isEnabled":true}"""),
        Post("api/v1/knowledge/fuzz/duplicates", """{"chunkIds":["a"],"isEnabled":false}"""),
        Post("api/v1/templates/*/use", "{}"),
        Post("api/v1/runs/*/resume", """{"nodeId":"a","decision":"approve","comment":"x","values":{}}"""),
        Post("api/v1/runs/*/feedback", """{"score":1,"comment":"x","nodeId":"a"}"""),
        Post("api/v1/endpoints/echo", """{"inputs":{"question":"?"},"session":"s","settings":{"question":{"name":"q"}},"budget":{"tokens":1}}""", key),
        Post("api/v1/endpoints/echo?events=output", """{"inputs":{"question":"?"},"user":"u"}""", key),
        Post("api/v1/endpoints/echo/chat", """{"message":"x","session":"s","history":[]}""", key),
        Post("api/v1/endpoints/echo/try/chat", """{"message":"x","session":"s"}"""),
        Post("v1/chat/completions", """{"model":"echo","messages":[{"role":"user","content":[{"type":"text","text":"?"}]}],"stream":false,"temperature":1,"metadata":{"session":"s"}}""", key),
        Post("v1/chat/completions", """{"model":"echo","messages":[{"role":"system","content":"a"},{"role":"user","content":"?"}],"stream":true,"stream_options":{"include_usage":true}}""", key),
        Post("api/v1/prediction/echo", """{"question":"?","overrideConfig":{"sessionId":"s","vars":{"a":1}},"history":[{"role":"userMessage","content":"x"}],"uploads":[{"data":"data:text/plain;base64,YQ==","type":"file","name":"a","mime":"text/plain"}]}""", key),
        Post("api/v1/run/echo", """{"input_value":"?","input_type":"chat","output_type":"chat","session_id":"s","tweaks":{"question":{"name":"x"}}}""", key),
        Post("mcp", """{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"question":"?"},"_meta":{"progressToken":1}}}""", key),
        Post("mcp", """{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18","capabilities":{},"clientInfo":{"name":"x","version":"1"}}}""", key),
    ];

    private static FuzzedRequest Post(string path, string body, string? key = null) => new(HttpMethod.Post, path, body, key);

    private static FuzzedRequest Put(string path, string body) => new(HttpMethod.Put, path, body);
}
