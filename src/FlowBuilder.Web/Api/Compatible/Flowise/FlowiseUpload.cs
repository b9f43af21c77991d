using System.Text.Json.Serialization;
using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible.Flowise;

/// <summary>A file that comes with a message.</summary>
[JsonUnmappedMemberHandling(JsonUnmappedMemberHandling.Skip)]
internal sealed record FlowiseUpload
{
    /// <summary>What it is called.</summary>
    public string? Name { get; init; }

    /// <summary>The file as a <c>data:</c> address, or where it is.</summary>
    public string? Data { get; init; }

    /// <summary>Its media type, where the address does not name it.</summary>
    public string? Mime { get; init; }

    /// <summary>The file; null where it is neither.</summary>
    public SentFile? ToFile()
    {
        var name = Path.GetFileName(Name ?? "") is { Length: > 0 } given ? given : "file";
        if (DataUrl.TryRead(Data ?? "") is { } data)
            return new SentFile { Name = name, File = new FileValue(name, data.MediaType.Length > 0 ? data.MediaType : Mime ?? "", data.Content) };
        return Uri.TryCreate(Data, UriKind.Absolute, out var address) && address.Scheme is "http" or "https"
            ? new SentFile { Name = name, Address = address }
            : null;
    }
}
