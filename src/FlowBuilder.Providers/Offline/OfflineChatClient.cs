using Microsoft.Extensions.AI;
namespace FlowBuilder.Providers.Offline;
internal sealed class OfflineChatClient(TimeSpan d, TimeProvider t) : IChatClient {
  public const string ModelName = "extractive-1";
  public void Dispose() { }
  public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException(d.ToString()+t);
  public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => throw new NotSupportedException();
  public object? GetService(Type serviceType, object? serviceKey = null) => null;
}
