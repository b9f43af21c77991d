namespace FlowBuilder.Testing.Nodes;

/// <summary>Services that a test gives one by one: the first that fits is found.</summary>
internal sealed class GivenServices(IEnumerable<object> services) : IServiceProvider
{
    public object? GetService(Type serviceType) => services.FirstOrDefault(serviceType.IsInstanceOfType);
}
