using FlowBuilder.Core.Values;

namespace FlowBuilder.Web.Api.Compatible;

/// <summary>A file that a caller sends with a message: whole, or as an address to fetch it from.</summary>
internal sealed record SentFile
{
    /// <summary>What it is called, for messages.</summary>
    public required string Name { get; init; }

    /// <summary>The file; null where it is to be fetched.</summary>
    public FileValue? File { get; init; }

    /// <summary>Where it is to be fetched from; null where it is there.</summary>
    public Uri? Address { get; init; }

    /// <summary>A file whose bytes are there.</summary>
    public static SentFile Of(string name, DataUrl data) => new() { Name = name, File = new FileValue(name, data.MediaType, data.Content) };

    /// <summary>A file that is elsewhere.</summary>
    public static SentFile At(Uri address) =>
        new() { Name = Uri.UnescapeDataString(address.Segments[^1]) is { Length: > 1 } name ? name : address.Host, Address = address };
}
