using FlowBuilder.Core.Faults;
using FlowBuilder.Core.Values;
using FlowBuilder.Knowledge.Loading;

namespace FlowBuilder.Knowledge.Tests.Loading;

/// <summary>Loads bytes, or says how that failed.</summary>
internal static class Loaded
{
    /// <summary>The documents of a file.</summary>
    public static Task<DocumentList> FromAsync(string name, byte[] content, DocumentLimits? limits = null) =>
        new DocumentLoader(limits ?? new DocumentLimits()).LoadAsync(new FileValue(name, "", content), charset: null, CancellationToken.None);

    /// <summary>The fault of a file that must not load; it names the file in both languages.</summary>
    public static NodeException FaultOf(string name, byte[] content, DocumentLimits? limits = null)
    {
        var fault = Assert.ThrowsAsync<NodeException>(() => FromAsync(name, content, limits))!;
        Assert.That(fault.Text.English, Does.Contain($"\"{name}\""));
        Assert.That(fault.Text.All["ko"], Does.Contain($"\"{name}\"").And.Not.EqualTo(fault.Text.English));
        return fault;
    }
}
